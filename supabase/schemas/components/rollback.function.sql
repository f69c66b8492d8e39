create function ship_private.rollback(component text, build bigint, reason text)
returns void
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because components are written by nobody directly
declare
  v_component ship.components;
begin
  perform ship_private.lock_moves();
  select * into v_component from ship.components where components.key = rollback.component;

  if not found then
    raise exception using
      errcode = 'PT404',
      message = 'component_unknown',
      detail  = format('there is no component %s', rollback.component),
      hint    = 'Check the key against ship.components.';
  end if;
  if (btrim(rollback.reason) <> '') is not true then
    raise exception using
      errcode = 'PT422',
      message = 'reason_missing',
      detail  = 'a rollback needs a reason',
      hint    = 'Say why; it stays in ship.build_moves and in the audit log.';
  end if;
  if ship_private.store_decides(v_component.kind, v_component.has_store) then
    raise exception using
      errcode = 'PT409',
      message = 'store_never_rolls_back',
      detail  = format('%s is installed from a store, and nobody can install a lower build', v_component.key),
      hint    = 'Ship a higher build with the fix.';
  end if;
  if (rollback.build >= 0 and rollback.build < v_component.build) is not true then
    raise exception using
      errcode = 'PT409',
      message = 'build_not_lower',
      detail  = format('%s is at build %s, asked for %s', v_component.key, v_component.build, rollback.build),
      hint    = 'A rollback goes to an earlier build.';
  end if;

  perform set_config(
    'ship.move',
    jsonb_build_object('reason', 'rollback', 'actor', ship_private.current_actor(), 'notes', rollback.reason)::text,
    true
  );
  update ship.components
  set
    build = rollback.build,
    version = coalesce(
      (
        select build_moves.version
        from ship.build_moves
        where build_moves.component_key = rollback.component
          and build_moves.build = rollback.build
        order by build_moves.id desc
        limit 1
      ),
      components.version
    )
  where components.key = rollback.component;
  perform set_config('ship.move', '', true);
end;
$$;

revoke all on function ship_private.rollback(text, bigint, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.rollback(text, bigint, text) to service_role;

comment on function ship_private.rollback(text, bigint, text) is 'The only way down: recorded with its reason, announced like every move.';
