create function ship.decide(feed jsonb, client jsonb)
returns jsonb
language sql
immutable
security invoker
set search_path = ''
return ship_private.decide(decide.feed, decide.client);

revoke all on function ship.decide(jsonb, jsonb) from public, anon, authenticated, service_role;
grant execute on function ship.decide(jsonb, jsonb) to anon, authenticated, service_role;

comment on function ship.decide(jsonb, jsonb) is
  'What a client should do about a feed of ship.update_feed, for who cannot decide alone: required, recommended, available, up-to-date or unknown, and why.';
