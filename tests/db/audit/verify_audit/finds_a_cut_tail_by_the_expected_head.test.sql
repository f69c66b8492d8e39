select plan(4);
select given_component('web');
select move('web', build) from generate_series(2, 6) as build;
select commit_audit();
create temp table kept as
select ship.audit_head() as head;

set local session_replication_role = replica;
delete from ship.audit_log
where seq > 4;
set local session_replication_role = origin;

select is_empty($$select ship.verify_audit()$$, 'what is left is a chain');
select results_eq(
  $$select seq, problem from ship.verify_audit(1, (select head from kept))$$, $$values (6::bigint, 'head_missing')$$,
  'but the head that was published is gone'
);

select move('web', build) from generate_series(7, 9) as build;
select commit_audit();
select is_empty($$select ship.verify_audit()$$, 'also after it has grown again');
select results_eq(
  $$select seq, problem from ship.verify_audit(1, (select head from kept))$$, $$values (6::bigint, 'head_missing')$$,
  'it is another one'
);

select * from finish();
