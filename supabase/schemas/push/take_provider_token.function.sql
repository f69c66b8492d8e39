create function ship_private.take_provider_token(key_id text, team_id text, refused_token text, key_digest text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because nobody reads the shared token directly
declare
  v_row ship_private.apns_provider_tokens;
  v_now timestamptz;
  v_age interval;
  v_may_mint boolean;
begin
  if (
    take_provider_token.key_id ~ '^[A-Za-z0-9]{1,40}$'
    and take_provider_token.team_id ~ '^[A-Za-z0-9]{1,40}$'
  ) is not true then
    raise exception using
      errcode = 'PT422',
      message = 'provider_key_invalid',
      detail  = 'the ids of a key and of its team are short, of letters and digits',
      hint    = 'Set APNS_KEY_ID and APNS_TEAM_ID to the ten characters that Apple shows for each.';
  end if;

  insert into ship_private.apns_provider_tokens (key_id, team_id)
  values (take_provider_token.key_id, take_provider_token.team_id)
  on conflict do nothing;

  select *
  into v_row
  from ship_private.apns_provider_tokens as tokens
  where tokens.key_id = take_provider_token.key_id
  for update;
  v_now := clock_timestamp();

  if v_row.token = take_provider_token.refused_token
    -- what came past store_provider_token, in a dump or before there was a check
    or ship_private.provider_token_problem(v_row.token, v_row.key_id, v_row.team_id, v_row.issued_at) in ('form', 'alg', 'kid', 'iss')
  then
    v_row.token := null;
    v_row.issued_at := null;
  end if;
  -- another team or key under the same id: what is being minted with the old one comes too late
  if v_row.team_id <> take_provider_token.team_id or v_row.key_digest <> take_provider_token.key_digest then
    v_row.token := null;
    v_row.issued_at := null;
    v_row.mint_until := null;
  end if;

  v_age := v_now - v_row.issued_at;
  -- one of the future was dated by a clock that has been set back, or in another database: Apple refuses it
  if v_age > interval '50 minutes' or v_age < interval '-1 minute' then
    v_row.token := null;
    v_row.issued_at := null;
  end if;

  -- one worker mints from the 40th minute on, the others keep the old token until the 50th
  v_may_mint := (v_row.token is null or v_age > interval '40 minutes')
    -- a right of the future is as good as none, for the same reason
    and coalesce(v_row.mint_until < v_now or v_row.mint_until > v_now + interval '5 seconds', true);
  if v_may_mint then
    v_row.mint_token := gen_random_uuid();
    v_row.mint_issued_at := date_trunc('second', v_now);
    v_row.mint_until := v_now + interval '5 seconds';
  end if;

  update ship_private.apns_provider_tokens as tokens
  set
    team_id = take_provider_token.team_id,
    key_digest = coalesce(take_provider_token.key_digest, tokens.key_digest),
    token = v_row.token,
    issued_at = v_row.issued_at,
    mint_token = v_row.mint_token,
    mint_issued_at = v_row.mint_issued_at,
    mint_until = v_row.mint_until
  where tokens.key_id = take_provider_token.key_id
    and (
      v_may_mint
      or tokens.token is distinct from v_row.token
      or tokens.key_digest is distinct from coalesce(take_provider_token.key_digest, tokens.key_digest)
    );

  return jsonb_build_object(
    'token', v_row.token,
    'issued_at', extract(epoch from v_row.issued_at)::bigint,
    'mint', case when v_may_mint then jsonb_build_object(
      'lease_token', v_row.mint_token,
      'issued_at', extract(epoch from v_row.mint_issued_at)::bigint
    ) end
  );
end;
$$;

revoke all on function ship_private.take_provider_token(text, text, text, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.take_provider_token(text, text, text, text) to service_role;

comment on function ship_private.take_provider_token(text, text, text, text) is
  'The shared APNs token, or the single-flight right to mint one with an iat of the database''s clock, or neither: somebody mints, ask again.';
