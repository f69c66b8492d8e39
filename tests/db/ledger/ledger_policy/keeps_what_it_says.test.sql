select plan(4);

select is(
  (select to_jsonb(ledger_policy) from ship.ledger_policy), '{"is_only_row": true, "keep_done_steps": "400 days"}', 'unless somebody says otherwise'
);
select fails_with($$insert into ship.ledger_policy (is_only_row) values (false)$$, '23514', 'ledger_policy_has_one_row');
select fails_with(
  $$update ship.ledger_policy set keep_done_steps = '1 hour' where true$$, '23514', 'ledger_policy_keeps_done_steps_for_a_while'
);
update ship.ledger_policy set keep_done_steps = '30 days' where true;
select commit_audit();
select is(
  (select detail from ship.audit_log where action = 'ledger_policy.update'), '{"keep_done_steps": "30 days"}', 'a change is chained'
);

select * from finish();
