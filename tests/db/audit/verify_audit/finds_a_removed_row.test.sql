select plan(4);
select given_component('web');
select move('web', build) from generate_series(2, 6) as build;
select commit_audit();

select is(problem_after('delete from ship.audit_log where seq = 3'), '4 row_missing_before', 'from the middle');
select is(problem_after('delete from ship.audit_log where seq = 1'), '2 row_missing_before', 'from the beginning');
select is(problem_after('delete from ship.audit_log where seq in (2, 3, 4)'), '5 row_missing_before', 'several');
select is(
  problem_after('delete from ship.audit_log where seq = 4', 4), '5 row_missing_before', 'the very one that the check starts from'
);

select * from finish();
