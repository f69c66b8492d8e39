select plan(7);

select is(
  (select to_jsonb(store_policy) from ship.store_policy),
  '{
    "is_only_row": true, "first_look": "00:00:20", "longest_look": "00:05:00", "give_up_after": "01:30:00", "reconcile_young": "00:15:00",
    "reconcile_idle": "01:00:00", "young_for": "02:00:00", "look_lease": "00:02:00", "keep_events": "30 days"
  }',
  'unless somebody says otherwise'
);
select fails_with($$insert into ship.store_policy (is_only_row) values (false)$$, '23514', 'store_policy_has_one_row');
select fails_with($$update ship.store_policy set first_look = '10 minutes' where true$$, '23514', 'store_policy_looks_less_and_less');
select fails_with($$update ship.store_policy set reconcile_idle = '5 minutes' where true$$, '23514', 'store_policy_reconciles_at_leisure');
select fails_with($$update ship.store_policy set look_lease = '1 second' where true$$, '23514', 'store_policy_leases_longer_than_a_look');
select fails_with($$update ship.store_policy set keep_events = '1 hour' where true$$, '23514', 'store_policy_keeps_events_for_a_while');
update ship.store_policy set keep_events = '60 days' where true;
select commit_audit();
select is((select detail from ship.audit_log where action = 'store_policy.update'), '{"keep_events": "60 days"}', 'a change is chained');

select * from finish();
