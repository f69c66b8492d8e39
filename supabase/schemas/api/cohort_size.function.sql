create function ship.cohort_size(
  component text,
  channel text,
  build bigint,
  bps integer default null
)
returns jsonb
language sql
stable
security invoker
set search_path = ''
return ship_private.cohort_size(
  cohort_size.component,
  cohort_size.channel,
  cohort_size.build,
  cohort_size.bps
);

revoke all on function ship.cohort_size(text, text, bigint, integer) from public, anon, authenticated, service_role;
grant execute on function ship.cohort_size(text, text, bigint, integer) to service_role;

comment on function ship.cohort_size(text, text, bigint, integer) is
  'How many devices the share of an offer is, or would be at bps.';
