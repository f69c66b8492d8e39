select plan(4);

select is(
  (select to_jsonb(release_policy) from ship.release_policy),
  '{"is_only_row": true, "keep_findings": "180 days", "keep_float_moves": "1 year", "keep_back_merges": "1 year"}', 'unless somebody says otherwise'
);
select fails_with($$insert into ship.release_policy (is_only_row) values (false)$$, '23514', 'release_policy_has_one_row');
select fails_with(
  $$update ship.release_policy set keep_findings = '1 hour' where true$$, '23514', 'release_policy_keeps_everything_for_a_while'
);
update ship.release_policy set keep_findings = '30 days' where true;
select commit_audit();
select is(
  (select detail from ship.audit_log where action = 'release_policy.update'), '{"keep_findings": "30 days"}', 'a change is chained'
);

select * from finish();
