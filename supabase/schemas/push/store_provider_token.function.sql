create function ship_private.store_provider_token(key_id text, lease_token uuid, token text)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because nobody writes the shared token directly
declare
  v_row ship_private.apns_provider_tokens;
  v_problem text;
begin
  select *
  into v_row
  from ship_private.apns_provider_tokens as tokens
  where tokens.key_id = store_provider_token.key_id
    and tokens.mint_token = store_provider_token.lease_token
  for update;
  if not found then
    return false;
  end if;

  v_problem := ship_private.provider_token_problem(store_provider_token.token, v_row.key_id, v_row.team_id, v_row.mint_issued_at);
  if v_problem is not null then
    raise exception using
      errcode = 'PT422',
      message = 'provider_token_invalid',
      detail  = format('its %s is not that of the token which was to be minted', v_problem),
      hint    = 'Share an ES256 token of the key and team that the right to mint was taken for, with the iat that came with it.';
  end if;

  update ship_private.apns_provider_tokens as tokens
  set
    token = store_provider_token.token,
    issued_at = tokens.mint_issued_at,
    mint_token = null,
    mint_issued_at = null,
    mint_until = null
  where tokens.key_id = v_row.key_id;
  return true;
end;
$$;

revoke all on function ship_private.store_provider_token(text, uuid, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.store_provider_token(text, uuid, text) to service_role;

comment on function ship_private.store_provider_token(text, uuid, text) is
  'Shares a minted token if the right to mint is still held (true), else leaves the newer one (false). Refuses what is no provider token of that key and team.';
