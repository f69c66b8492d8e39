create function ship_private.store_provider_token(key_id text, lease_token uuid, token text)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because nobody writes the shared token directly
begin
  update ship_private.apns_provider_tokens as tokens
  set
    token = store_provider_token.token,
    issued_at = tokens.mint_issued_at,
    mint_token = null,
    mint_issued_at = null,
    mint_until = null
  where tokens.key_id = store_provider_token.key_id
    and tokens.mint_token = store_provider_token.lease_token;
  return found;
end;
$$;

revoke all on function ship_private.store_provider_token(text, uuid, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.store_provider_token(text, uuid, text) to service_role;

comment on function ship_private.store_provider_token(text, uuid, text) is
  'Shares a minted token if the right to mint is still held (true), else leaves the newer one (false).';
