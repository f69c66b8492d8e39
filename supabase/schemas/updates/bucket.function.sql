create function ship_private.bucket(salt text, installation_id text)
returns integer
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return (('x' || substr(encode(sha256(convert_to(bucket.salt || ':' || lower(bucket.installation_id), 'UTF8')), 'hex'), 1, 8))::bit(32)::bigint % 10000)::integer;
end;
$$;

revoke all on function ship_private.bucket(text, text) from public, anon, authenticated, service_role;

comment on function ship_private.bucket(text, text) is
  'The place of an installation in a rollout, 0 to 9999; inside when below bps.';
