create function ship_private.record_moves(moves ship_private.component_change[], reason text, announcement_seq bigint)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_actor text := ship_private.current_actor();
  v_commit_sha text := ship_private.move_detail('commit_sha');
  v_notes text := ship_private.move_detail('notes');
begin
  insert into ship.build_moves (component_key, build, previous_build, version, reason, commit_sha, actor, notes)
  select
    move.component_key, move.build, move.previous_build, components.version, record_moves.reason,
    v_commit_sha, v_actor, v_notes
  from unnest(record_moves.moves) as move
  join ship.components on components.key = move.component_key
  order by components.position, components.key;

  insert into ship_private.audit_inbox (actor, action, subject, detail)
  select
    v_actor, 'build.moved', move.component_key,
    jsonb_strip_nulls(jsonb_build_object(
      'build', move.build,
      'previous_build', move.previous_build,
      'reason', record_moves.reason,
      'announcement_seq', record_moves.announcement_seq,
      'commit_sha', v_commit_sha
    ))
  from unnest(record_moves.moves) with ordinality as move
  order by move.ordinality;
end;
$$;

revoke all on function ship_private.record_moves(ship_private.component_change[], text, bigint)
  from public, anon, authenticated, service_role;

comment on function ship_private.record_moves(ship_private.component_change[], text, bigint) is
  'Writes one build move and one audit entry, naming the announcement, for each build that moved.';
