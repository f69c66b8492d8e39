create function ship.take_provider_token(
  key_id text,
  team_id text,
  refused_token text default null,
  key_digest text default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.take_provider_token(
    take_provider_token.key_id,
    take_provider_token.team_id,
    take_provider_token.refused_token,
    take_provider_token.key_digest
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.take_provider_token(text, text, text, text) from public, anon, authenticated, service_role;
grant execute on function ship.take_provider_token(text, text, text, text) to service_role;

comment on function ship.take_provider_token(text, text, text, text) is
  'The APNs provider token all workers share, or the right to mint it.';
