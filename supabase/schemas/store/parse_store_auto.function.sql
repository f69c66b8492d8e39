create function ship_private.parse_store_auto(auto jsonb, out channel ship.release_channel, out bps integer)
returns record
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  if parse_store_auto.auto = 'true' then
    channel := 'live';
    bps := 10000;
  elsif jsonb_typeof(parse_store_auto.auto) = 'object' then
    channel := ship_private.parse_channel(coalesce(parse_store_auto.auto ->> 'channel', 'live'));
    bps := round(coalesce((parse_store_auto.auto ->> 'percent')::numeric, 100) * 100)::integer;
  end if;
end;
$$;

revoke all on function ship_private.parse_store_auto(jsonb) from public, anon, authenticated, service_role;

comment on function ship_private.parse_store_auto(jsonb) is
  'Whom version.json''s store.auto announces builds to: true is everybody on live, an object names a channel and a percentage, all else nobody.';
