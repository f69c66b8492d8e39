select plan(4);

select is(
  (select to_jsonb(environment_policy) from ship.environment_policy),
  '{"is_only_row": true, "keep_deployments": "400 days"}', 'unless somebody says otherwise'
);
select fails_with($$insert into ship.environment_policy (is_only_row) values (false)$$, '23514', 'environment_policy_has_one_row');
select fails_with(
  $$update ship.environment_policy set keep_deployments = '1 hour' where true$$, '23514', 'environment_policy_keeps_deployments_for_a_while'
);
update ship.environment_policy set keep_deployments = '30 days' where true;
select commit_audit();
select is(
  (select detail from ship.audit_log where action = 'environment_policy.update'), '{"keep_deployments": "30 days"}', 'a change is chained'
);

select * from finish();
