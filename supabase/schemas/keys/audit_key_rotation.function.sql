create function ship_private.audit_key_rotation(rotation ship.key_rotations, action text, detail jsonb)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into ship_private.audit_inbox (actor, action, subject, detail)
  values (
    ship_private.current_actor(), audit_key_rotation.action, audit_key_rotation.rotation.key_name,
    jsonb_strip_nulls(
      jsonb_build_object(
        'rotation', audit_key_rotation.rotation.id,
        'kind', audit_key_rotation.rotation.kind,
        'trigger', audit_key_rotation.rotation.trigger
      ) || audit_key_rotation.detail
    )
  );
end;
$$;

revoke all on function ship_private.audit_key_rotation(ship.key_rotations, text, jsonb) from public, anon, authenticated, service_role;

comment on function ship_private.audit_key_rotation(ship.key_rotations, text, jsonb) is
  'Chains what became of a rotation, in the name of whoever acts.';
