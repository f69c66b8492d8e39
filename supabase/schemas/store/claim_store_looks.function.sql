create function ship_private.claim_store_looks(max_count integer)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because looks are claimed by nobody directly
declare
  v_claimed jsonb;
begin
  if ship_private.look_for_home() is not null then
    return '[]';
  end if;
  with due as (
    select store_apps.component_key
    from ship.store_apps
    where store_apps.next_look_at <= clock_timestamp()
      and (store_apps.leased_until is null or store_apps.leased_until <= clock_timestamp())
    order by store_apps.next_look_at, store_apps.component_key
    limit greatest(claim_store_looks.max_count, 0)
    for update skip locked
  ),
  claimed as (
    update ship.store_apps
    set
      lease_token = gen_random_uuid(),
      leased_at = clock_timestamp(),
      leased_until = clock_timestamp() + store_policy.look_lease
    from due, ship.store_policy
    where store_apps.component_key = due.component_key
    returning store_apps.component_key, store_apps.app_id, store_apps.platform, store_apps.audience, store_apps.lease_token
  )
  select jsonb_agg(
    jsonb_build_object(
      'component', claimed.component_key,
      'app_id', claimed.app_id,
      'platform', claimed.platform,
      'audience', claimed.audience,
      'lease_token', claimed.lease_token
    )
    order by claimed.component_key
  )
  into v_claimed
  from claimed;
  return coalesce(v_claimed, '[]');
end;
$$;

revoke all on function ship_private.claim_store_looks(integer) from public, anon, authenticated, service_role;
grant execute on function ship_private.claim_store_looks(integer) to service_role;

comment on function ship_private.claim_store_looks(integer) is
  'Leases the apps that are to be looked up in the store now, skipping what somebody else holds; nothing on a copy of the project.';
