create function ship_private.cohort_size(component text, channel text, build bigint, bps integer)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because nobody reads devices, and these are only counts
declare
  v_channel ship.release_channel := coalesce(ship_private.parse_channel(cohort_size.channel), 'live');
  v_offer ship.offers;
begin
  select *
  into v_offer
  from ship.offers
  where offers.component_key = cohort_size.component
    and offers.channel = v_channel
    and offers.build = cohort_size.build;
  if not found then
    return null;
  end if;
  v_offer.bps := coalesce(cohort_size.bps, v_offer.bps);
  return (
    select jsonb_build_object(
      'devices', count(*),
      'without_id', count(*) filter (where devices.installation_id is null),
      'inside', count(*) filter (where v_offer.bps = 10000 or (
        devices.installation_id is not null
        and ship_private.bucket(v_offer.salt::text, devices.installation_id::text) < v_offer.bps
      ))
    )
    from ship.device_push_tokens as devices
    where devices.component_key = cohort_size.component
      and devices.channel <= v_channel
      and devices.kind = 'device'
      and devices.deactivated_at is null
  );
end;
$$;

revoke all on function ship_private.cohort_size(text, text, bigint, integer) from public, anon, authenticated, service_role;
grant execute on function ship_private.cohort_size(text, text, bigint, integer) to service_role;

comment on function ship_private.cohort_size(text, text, bigint, integer) is
  'How many devices an offer''s share is, or would be at bps: those that see the channel, those inside, and those that no rollout below 100 % can reach.';
