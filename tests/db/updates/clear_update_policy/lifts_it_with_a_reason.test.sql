select plan(8);
select given_ios();
select ship.set_update_policy('ios', 'live', 130, reason => 'a leak');
select fails_with($$select ship.clear_update_policy('ios', 'live', null)$$, 'PT422', 'reason_missing');
select fails_with($$select ship.clear_update_policy('ios', 'gamma', 'x')$$, 'PT404', 'channel_unknown');
select is(ship.clear_update_policy('ios', 'beta', 'fixed'), false, 'that channel has none');
select is(ship.clear_update_policy('ios', 'live', 'fixed', 'ana'), true);
create temp table before as select said();
select is(ship.clear_update_policy('ios', 'live', 'fixed', 'ana'), false, 'the same call twice');
select is(said(), before.said, 'changes nothing') from before;
select is(ship.update_feed('ios') -> 'policy', 'null');
select results_eq(
  $$select actor, detail ->> 'reason' from ship_private.audit_inbox where action = 'policy.lifted'$$, $$values ('ana', 'fixed')$$
);

select * from finish();
