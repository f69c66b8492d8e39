select plan(5);
select given_component('web');
select given_component('docs');
select given_component('api');

select is((select count(*) from ship.audit_log), 0::bigint, 'nothing is chained before the commit');
select commit_audit();
select is_empty($$select from ship_private.audit_inbox$$, 'the inbox is empty after it');
select results_eq(
  $$select seq, subject from ship.audit_log order by seq$$,
  $$values (1::bigint, 'web'), (2, 'docs'), (3, 'api')$$,
  'in the order in which they happened'
);
select is((select prev_hash from ship.audit_log where seq = 1), decode(repeat('00', 32), 'hex'), 'the first is bound to zeros');
select is_empty(
  $$
    select
    from ship.audit_log as entry
    join ship.audit_log as before on before.seq = entry.seq - 1
    where entry.prev_hash <> before.row_hash
  $$,
  'each other one to its predecessor''s hash'
);

select * from finish();
