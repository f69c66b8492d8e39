create function ship.store_provider_token(key_id text, lease_token uuid, token text)
returns boolean
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.store_provider_token(
    store_provider_token.key_id,
    store_provider_token.lease_token,
    store_provider_token.token
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.store_provider_token(text, uuid, text) from public, anon, authenticated, service_role;
grant execute on function ship.store_provider_token(text, uuid, text) to service_role;

comment on function ship.store_provider_token(text, uuid, text) is
  'Shares a freshly minted provider token.';
