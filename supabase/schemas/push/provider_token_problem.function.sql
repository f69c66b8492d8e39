create function ship_private.provider_token_problem(token text, key_id text, team_id text, issued_at timestamptz)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_texts text[];
  v_header jsonb;
  v_payload jsonb;
begin
  -- RFC 7515, 7.1; an ES256 signature has 64 bytes (RFC 7518, 3.4)
  if (
    provider_token_problem.token ~ '^[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]{86}$'
    and char_length(provider_token_problem.token) <= 1000
  ) is not true then
    return 'form';
  end if;
  begin
    v_texts := array(
      select convert_from(
        decode(translate(part, '-_', '+/') || repeat('=', -char_length(part) & 3), 'base64'),
        'UTF8'
      )
      from unnest((string_to_array(provider_token_problem.token, '.'))[1:2]) with ordinality as parts (part, place)
      order by place
    );
    v_header := v_texts[1];
    v_payload := v_texts[2];
  exception
    -- what Postgres says would show the token's parts
    when others then
      return 'form';
  end;

  return case
    when (v_header -> 'alg' = '"ES256"') is not true then 'alg'
    when (v_header -> 'kid' = to_jsonb(provider_token_problem.key_id)) is not true then 'kid'
    when (v_payload -> 'iss' = to_jsonb(provider_token_problem.team_id)) is not true then 'iss'
    when (v_payload -> 'iat' = to_jsonb(extract(epoch from date_trunc('second', provider_token_problem.issued_at))::bigint)) is not true
      then 'iat'
  end;
end;
$$;

revoke all on function ship_private.provider_token_problem(text, text, text, timestamptz) from public, anon, authenticated, service_role;

comment on function ship_private.provider_token_problem(text, text, text, timestamptz) is
  'What keeps a text from being a provider token of this key and team, dated as the database said: form, alg, kid, iss or iat; null when nothing does. The signature is Apple''s to check.';
