create function ship.cohort_size(
  component text,
  channel text,
  build bigint
)
returns jsonb
language sql
stable
security invoker
set search_path = ''
return ship_private.cohort_size(
  cohort_size.component,
  cohort_size.channel,
  cohort_size.build
);

revoke all on function ship.cohort_size(text, text, bigint) from public, anon, authenticated, service_role;
grant execute on function ship.cohort_size(text, text, bigint) to service_role;

comment on function ship.cohort_size(text, text, bigint) is
  'How many devices the share of an offer is.';
