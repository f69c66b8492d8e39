select plan(2);
select given_component('web');
select move('web', 2);
select commit_audit();
set local session_replication_role = replica;
update ship.audit_log
set actor = 'nobody'
where seq = 1;

select results_eq(
  $$select seq, problem from ship.verify_audit(null)$$, $$values (1::bigint, 'row_edited')$$, 'null checks all, not nothing'
);
select results_eq(
  $$select seq, problem from ship.verify_audit(-5)$$, $$values (1::bigint, 'row_edited')$$, 'so does a number below the first'
);

select * from finish();
