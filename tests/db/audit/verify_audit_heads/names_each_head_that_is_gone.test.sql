select plan(6);
select is(
  ship.verify_audit_heads('{}'), '{"head": null, "problem": null, "missing": []}', 'of an empty log nothing is missing'
);
select given_component('web');
select move('web', build) from generate_series(2, 6) as build;
select commit_audit();
create temp table kept as
select seq, seq || ':' || encode(row_hash, 'hex') as head from ship.audit_log;

select is(
  ship.verify_audit_heads(array(select head from kept order by seq)),
  jsonb_build_object('head', ship.audit_head(), 'problem', null, 'missing', '[]'::jsonb),
  'the chain holds, and has them all'
);

set local session_replication_role = replica;
delete from ship.audit_log
where seq > 4;
set local session_replication_role = origin;
select move('web', build) from generate_series(7, 9) as build;
select commit_audit();
select is_empty($$select ship.verify_audit()$$, 'cut and grown again, it verifies by itself');
select is(
  ship.verify_audit_heads(array(select head from kept order by seq desc)) -> 'missing',
  (select jsonb_agg(head order by seq desc) from kept where seq > 4),
  'what came after the cut is named, in the order it was given'
);
select is(
  ship.verify_audit_heads(array['', 'x', '1', '99999999999999999999:00', '1:' || repeat('0', 64)]) -> 'missing',
  jsonb_build_array('', 'x', '1', '99999999999999999999:00', '1:' || repeat('0', 64)),
  'what is no head is in no log'
);

set local session_replication_role = replica;
update ship.audit_log
set actor = 'nobody'
where seq = 3;
set local session_replication_role = origin;
select is(
  ship.verify_audit_heads('{}') -> 'problem', '{"seq": 3, "problem": "row_edited"}', 'and the first broken link'
);

select * from finish();
