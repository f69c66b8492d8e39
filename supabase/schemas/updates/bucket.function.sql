create function ship_private.bucket(salt text, installation_id text)
returns integer
language plpgsql
immutable
security invoker strict
set search_path = ''
as $$
declare
  -- collation C lowers A to Z and nothing else, whatever the locale of the database
  v_hash bytea := sha256(convert_to(bucket.salt || ':' || lower(bucket.installation_id collate "C"), 'UTF8'));
begin
  return (
    (get_byte(v_hash, 0)::bigint << 24) + (get_byte(v_hash, 1) << 16) + (get_byte(v_hash, 2) << 8) + get_byte(v_hash, 3)
  ) % 10000;
end;
$$;

revoke all on function ship_private.bucket(text, text) from public, anon, authenticated, service_role;

comment on function ship_private.bucket(text, text) is
  'Where an installation lies among 10,000: it is in a rollout when its bucket is below the share. Clients compute the same: clients/ts/src/bucket.ts.';
