select plan(5);

select is(
  (select to_jsonb(host_policy) from ship.host_policy),
  '{"is_only_row": true, "silent_after": "00:15:00", "late_after": "00:15:00", "keep_hosts": "400 days", "keep_cutovers": "400 days"}',
  'unless somebody says otherwise'
);
select fails_with($$insert into ship.host_policy (is_only_row) values (false)$$, '23514', 'host_policy_has_one_row');
select fails_with($$update ship.host_policy set silent_after = '1 second' where true$$, '23514', 'host_policy_waits_for_a_while');
select fails_with($$update ship.host_policy set keep_hosts = '1 minute' where true$$, '23514', 'host_policy_keeps_hosts_longer_than_it_waits');
update ship.host_policy set silent_after = '5 minutes' where true;
select commit_audit();
select is((select detail from ship.audit_log where action = 'host_policy.update'), '{"silent_after": "00:05:00"}', 'a change is chained');

select * from finish();
