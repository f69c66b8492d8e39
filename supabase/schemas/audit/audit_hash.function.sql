create function ship_private.audit_hash(
  prev_hash bytea,
  seq bigint,
  at timestamptz,
  actor text,
  action text,
  subject text,
  detail jsonb
)
returns bytea
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return pg_catalog.sha256(pg_catalog.convert_to(
    pg_catalog.jsonb_build_array(
      pg_catalog.encode(audit_hash.prev_hash, 'hex'),
      audit_hash.seq,
      -- epoch microseconds as text: the same whatever TimeZone and DateStyle the session has
      ((extract(epoch from audit_hash.at) * 1000000)::bigint)::text,
      audit_hash.actor,
      audit_hash.action,
      audit_hash.subject,
      audit_hash.detail
    )::text,
    'UTF8'
  ));
end;
$$;

revoke all on function ship_private.audit_hash(bytea, bigint, timestamptz, text, text, text, jsonb)
  from public, anon, authenticated, service_role;

comment on function ship_private.audit_hash(bytea, bigint, timestamptz, text, text, text, jsonb) is
  'SHA-256 over a canonical JSON array of the row and its predecessor''s hash; independent of every session setting.';
