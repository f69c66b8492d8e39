select plan(2);

select is(ship.audit_head(), null, 'nothing yet');
select given_component('web');
select given_component('docs');
select commit_audit();
select is(
  ship.audit_head(), (select '2:' || encode(row_hash, 'hex') from ship.audit_log where seq = 2), 'seq and hash of the last entry'
);

select * from finish();
