create function ship_private.refused_registrations(component text, lately interval)
returns bigint
language sql
stable
security invoker
set search_path = ''
as $$
  select coalesce(sum(refusals.refused_count), 0)::bigint
  from ship_private.registration_refusals as refusals
  where refusals.component_key = refused_registrations.component
    and refusals.since > clock_timestamp() - refused_registrations.lately - interval '10 minutes';
$$;

revoke all on function ship_private.refused_registrations(text, interval) from public, anon, authenticated, service_role;

comment on function ship_private.refused_registrations(text, interval) is
  'How many registrations of a component were refused lately, to ten minutes.';
