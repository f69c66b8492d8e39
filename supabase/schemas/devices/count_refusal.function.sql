create function ship_private.count_refusal(component text)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
#variable_conflict use_column
begin
  insert into ship_private.registration_refusals as refusals (component_key, since, shard, refused_count)
  values (
    count_refusal.component, date_bin('10 minutes', clock_timestamp(), timestamptz '2000-01-01'), pg_catalog.pg_backend_pid() % 16, 1
  )
  on conflict (component_key, since, shard) do update
  set refused_count = refusals.refused_count + 1;
end;
$$;

revoke all on function ship_private.count_refusal(text) from public, anon, authenticated, service_role;

comment on function ship_private.count_refusal(text) is 'Counts a registration that was refused, without a row of its own.';
