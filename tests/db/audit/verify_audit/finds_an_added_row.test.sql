select plan(2);
select given_component('web');
select move('web', build) from generate_series(2, 6) as build;
select commit_audit();

select is(
  problem_after($$
    insert into ship.audit_log
    select 7, at, actor, action, subject, detail, row_hash, sha256('x')
    from ship.audit_log
    where seq = 6
  $$),
  '7 row_edited', 'whoever writes to the log by hand must know how to hash'
);
select is(
  problem_after($$
    insert into ship.audit_log
    select 9, at, actor, action, subject, detail, row_hash, ship_private.audit_hash(row_hash, 9, at, actor, action, subject, detail)
    from ship.audit_log
    where seq = 6
  $$),
  '9 row_missing_before', 'and must not leave a gap'
);

select * from finish();
