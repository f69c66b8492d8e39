select plan(6);

select is(
  (select to_jsonb(key_policy) from ship.key_policy),
  '{"is_only_row": true, "removal_window": "24:00:00", "remind_after": "1 year", "keep_usage": "90 days"}', 'unless somebody says otherwise'
);
select fails_with($$insert into ship.key_policy (is_only_row) values (false)$$, '23514', 'key_policy_has_one_row');
select fails_with(
  $$update ship.key_policy set removal_window = '1 minute' where true$$, '23514', 'key_policy_watches_for_at_least_an_hour'
);
select fails_with($$update ship.key_policy set remind_after = '1 hour' where true$$, '23514', 'key_policy_reminds_after_a_while');
select fails_with(
  $$update ship.key_policy set keep_usage = '1 day' where true$$, '23514', 'key_policy_keeps_usage_longer_than_it_watches'
);
update ship.key_policy set removal_window = '8 days' where true;
select commit_audit();
select is((select detail from ship.audit_log where action = 'key_policy.update'), '{"removal_window": "8 days"}', 'a change is chained');

select * from finish();
