create function ship_private.offer_build(
  component text,
  build bigint,
  channel text,
  bps integer,
  steps jsonb,
  version text,
  actor text
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because offers are written by nobody directly
declare
  v_component ship.components;
  v_channel ship.release_channel := coalesce(ship_private.parse_channel(offer_build.channel), 'live');
  v_offer ship.offers;
  v_steps jsonb := coalesce(offer_build.steps, '[]');
begin
  perform ship_private.lock_moves();
  select * into v_component from ship.components where components.key = offer_build.component;
  if not found then
    raise exception using
      errcode = 'PT404',
      message = 'component_unknown',
      detail  = format('there is no component %L', left(offer_build.component, 48)),
      hint    = 'Sync the manifest first.';
  end if;
  if (offer_build.build between 1 and 9007199254740991) is not true then
    raise exception using
      errcode = 'PT422',
      message = 'build_invalid',
      detail  = format('build %s', offer_build.build),
      hint    = 'A build is a whole number above 0.';
  end if;
  perform ship_private.check_bps(offer_build.bps);

  perform ship_private.act_as(offer_build.actor);
  -- a store's builds are the store's to report
  if not ship_private.store_decides(v_component.kind, v_component.has_store) then
    insert into ship.builds as known (component_key, build, version, installable_at)
    values (v_component.key, offer_build.build, offer_build.version, clock_timestamp())
    on conflict (component_key, build) do update
    set version = excluded.version
    where excluded.version is distinct from known.version
      and excluded.version is not null;
  elsif not exists (
    select from ship.builds where builds.component_key = v_component.key and builds.build = offer_build.build
  ) then
    raise exception using
      errcode = 'PT409',
      message = 'build_not_installable',
      detail  = format('the store has not reported build %s of %s', offer_build.build, v_component.key),
      hint    = 'Record the store''s word first: ship.confirm_store_build(component, build, version, installable_at).';
  end if;

  select *
  into v_offer
  from ship.offers
  where offers.component_key = v_component.key
    and offers.channel = v_channel
    and offers.build = offer_build.build;
  if not found then
    insert into ship.offers (component_key, channel, build, bps, steps)
    values (v_component.key, v_channel, offer_build.build, offer_build.bps, v_steps)
    returning * into v_offer;
  elsif v_offer.withdrawn_at is not null
    or v_offer.bps <> offer_build.bps
    -- their times differ with each call
    or jsonb_path_query_array(offer_build.steps, '$[*].bps') <> jsonb_path_query_array(v_offer.steps, '$[*].bps')
  then
    update ship.offers
    set bps = offer_build.bps, steps = v_steps
    where offers.salt = v_offer.salt
    returning * into v_offer;
  end if;
  perform ship_private.act_as(null);
  return ship_private.describe_offer(v_offer);
end;
$$;

revoke all on function ship_private.offer_build(text, bigint, text, integer, jsonb, text, text)
  from public, anon, authenticated, service_role;
grant execute on function ship_private.offer_build(text, bigint, text, integer, jsonb, text, text) to service_role;

comment on function ship_private.offer_build(text, bigint, text, integer, jsonb, text, text) is
  'Offers a build on a channel to a share of its devices, with the steps to come; the same call twice changes nothing.';
