select plan(1);
select given_component('web');
select move('web', build) from generate_series(2, 6) as build;
select commit_audit();

set local session_replication_role = replica;
update ship.audit_log
set actor = 'nobody', row_hash = ship_private.audit_hash(prev_hash, seq, at, 'nobody', action, subject, detail)
where seq = 3;

select results_eq(
  $$select seq, problem from ship.verify_audit()$$, $$values (4::bigint, 'link_broken')$$, 'the next one is bound to the true hash'
);

select * from finish();
