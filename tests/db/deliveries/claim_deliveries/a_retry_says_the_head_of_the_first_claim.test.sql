select plan(4);
select given_component('web');
select given_transports('telegram');
select move('web', 2);
select commit_audit();
create temp table first as
select ship.claim_deliveries() -> 0 as delivery;
select is((select delivery ->> 'audit_head' from first), ship.audit_head(), 'the move is in it');

select finish_one(delivery, 'part', parts_sent => 1), finish_one(delivery, 'retry', 500, 'down', 0) from first;
select given_component('docs');
select commit_audit();
create temp table again as
select ship.claim_deliveries() -> 0 as delivery;

select is((select delivery -> 'parts_sent' from again), '1', 'the rest of its parts');
select is(
  (select delivery -> 'audit_head' from again), (select delivery -> 'audit_head' from first), 'say what the first said'
);
select isnt((select delivery ->> 'audit_head' from again), ship.audit_head(), 'though the log has grown');

select * from finish();
