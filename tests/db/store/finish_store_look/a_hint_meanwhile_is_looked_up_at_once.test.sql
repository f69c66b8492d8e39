select plan(5);

select given_store();
create temporary table claimed as select ship.claim_store_looks() as looks;
select hint('e-1');
select is((select outcome from ship.store_events), 'waiting', 'it came after the store was asked');
select ship.finish_store_look('ios', (looks #>> '{0,lease_token}')::uuid, '[]') from claimed;
select is((select outcome from ship.store_events), 'waiting', 'so it is not handled');
select cmp_ok(next_look_in(), '<=', 0, 'and the store is asked again');
select look();
select is((select outcome from ship.store_events), 'looked');
select is(next_look_in(), 300, 'the store''s lists may be behind');

select * from finish();
