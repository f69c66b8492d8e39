create function ship_private.key_last_used(key ship.keys)
returns timestamptz
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_until timestamptz;
begin
  v_until := greatest(
    (
      -- somewhere in that hour: its end is what is sure
      select key_usage.hour + interval '1 hour'
      from ship.key_usage
      where key_usage.prefix = key_last_used.key.prefix
      order by key_usage.hour desc
      limit 1
    ),
    (
      -- Apple takes a provider token for an hour after it was signed; one that was to be may have been, by a worker that died since
      select greatest(tokens.issued_at, tokens.mint_issued_at) + interval '1 hour'
      from ship_private.apns_provider_tokens as tokens
      where key_last_used.key.kind = 'apns'
        and tokens.key_id = key_last_used.key.prefix
    )
  );
  -- least() passes over nulls
  return case when v_until is not null then least(v_until, clock_timestamp()) end;
end;
$$;

revoke all on function ship_private.key_last_used(ship.keys) from public, anon, authenticated, service_role;

comment on function ship_private.key_last_used(ship.keys) is
  'The latest moment at which a request with the key may have come; null when none is known. An APNs key is used for as long as a token that it signed is valid.';
