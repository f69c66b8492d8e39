select plan(1);
select given_component('web');
select move('web', build) from generate_series(2, 6) as build;
select commit_audit();

set local session_replication_role = replica;
update ship.audit_log
set seq = seq + 1000
where seq in (3, 4);
update ship.audit_log
set seq = case seq when 1003 then 4 else 3 end
where seq in (1003, 1004);

select results_eq(
  $$select seq, problem from ship.verify_audit()$$, $$values (3::bigint, 'row_edited')$$, 'two rows changed places'
);

select * from finish();
