select plan(2);
select given_component('web', build => 7);
select given_component('ios', 'ios', 130);
insert into ship.builds (component_key, build, installable_at) values ('ios', 131, now() - interval '1 hour');
select given_vault();

select move('web', 8);
select results_eq(
  $$select url from net.http_request_queue$$, $$values ('http://gateway.test/functions/v1/announce')$$, 'no app'
);

delete from net.http_request_queue
where true;
select move('ios', 131);
select results_eq(
  $$select url from net.http_request_queue$$, $$values ('http://gateway.test/functions/v1/announce')$$, 'no topic'
);

select * from finish();
