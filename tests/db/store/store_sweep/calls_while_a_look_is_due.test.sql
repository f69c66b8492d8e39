select plan(2);

select given_vault();
select given_store();
select ship.sweep();
select is((select array_agg(url) from net.http_request_queue where url like '%asc%'), array['http://gateway.test/functions/v1/asc-webhook'], 'once it is due');
select look();
delete from net.http_request_queue where true;
select ship.sweep();
select is((select count(*) from net.http_request_queue where url like '%asc%'), 0::bigint, 'not before it is due again');

select * from finish();
