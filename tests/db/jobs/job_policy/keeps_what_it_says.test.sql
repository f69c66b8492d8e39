select plan(4);

select is((select to_jsonb(job_policy) from ship.job_policy), '{"is_only_row": true, "keep_beats": "90 days"}', 'unless somebody says otherwise');
select fails_with($$insert into ship.job_policy (is_only_row) values (false)$$, '23514', 'job_policy_has_one_row');
select fails_with($$update ship.job_policy set keep_beats = '1 hour' where true$$, '23514', 'job_policy_keeps_beats_for_a_while');
update ship.job_policy set keep_beats = '30 days' where true;
select commit_audit();
select is((select detail from ship.audit_log where action = 'job_policy.update'), '{"keep_beats": "30 days"}', 'a change is chained');

select * from finish();
