create function ship_private.verification_status(environment text, component text, most integer)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- definer: because a reader needs no right to the table itself
begin
  return jsonb_build_object(
    'now', clock_timestamp(),
    'latest', (
      select coalesce(
        jsonb_agg(
          ship_private.describe_verification(latest.*::ship.verifications)
          order by latest.environment, latest.component_key, latest.probe
        ),
        '[]'
      )
      from (
        select distinct on (verifications.environment, verifications.component_key, verifications.probe) verifications.*
        from ship.verifications
        where (verification_status.environment is null or verifications.environment = verification_status.environment)
          and (verification_status.component is null or verifications.component_key = verification_status.component)
        order by verifications.environment, verifications.component_key, verifications.probe, verifications.id desc
      ) as latest
    ),
    'recent', (
      select coalesce(jsonb_agg(ship_private.describe_verification(recent.*::ship.verifications) order by recent.id desc), '[]')
      from (
        select verifications.*
        from ship.verifications
        where (verification_status.environment is null or verifications.environment = verification_status.environment)
          and (verification_status.component is null or verifications.component_key = verification_status.component)
        order by verifications.id desc
        limit least(greatest(coalesce(verification_status.most, 50), 0), 500)
      ) as recent
    )
  );
end;
$$;

revoke all on function ship_private.verification_status(text, text, integer) from public, anon, authenticated, service_role;
grant execute on function ship_private.verification_status(text, text, integer) to service_role;

comment on function ship_private.verification_status(text, text, integer) is
  'What each probe saw last, and the newest results first, of an environment and a component or of all.';
