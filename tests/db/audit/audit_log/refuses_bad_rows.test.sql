select plan(1);

select fails_with(
  $$
    insert into ship.audit_log (seq, at, actor, action, subject, detail, prev_hash, row_hash)
    values (1, now(), 'a', 'b', 'c', '{}', '\x00', '\x00')
  $$,
  '23514', 'audit_hashes_are_sha256'
);

select * from finish();
