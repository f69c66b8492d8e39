create function ship_private.wake_token(secret_key text)
returns text
language sql
stable
security invoker
set search_path = ''
return 'slipway_wake_' || encode(
  pg_catalog.sha256(convert_to('slipway wake token 1 ' || wake_token.secret_key, 'UTF8')),
  'hex'
);

revoke all on function ship_private.wake_token(text) from public, anon, authenticated, service_role;

comment on function ship_private.wake_token(text) is
  'What the database shows when it wakes the functions: they know it by their secret keys, and nobody learns a key from it. It opens nothing else.';
