create function ship_private.decide(feed jsonb, client jsonb)
returns jsonb
language plpgsql
immutable
security definer
set search_path = ''
as $$
-- definer: because anyone may ask, and nobody but the owner may look into this schema
declare
  v_channels constant text[] := '{alpha,beta,rc,live}';
  v_now bigint := ship_private.instant(decide.client -> 'now');
  v_remembered jsonb := decide.client -> 'remembered';
  v_policy jsonb := nullif(decide.feed -> 'policy', 'null');
  v_marks jsonb := decide.feed -> 'marks';
  v_offers jsonb := decide.feed -> 'offers';
  v_offer jsonb;
  v_os integer[];
  -- the newer offers that this device may have
  v_builds bigint[] := '{}';
  v_requires bigint[] := '{}';
  v_candidate jsonb;
  v_build bigint;
  v_reached bigint;
  v_next bigint;
  v_update jsonb;
  v_message jsonb := v_policy -> 'message';
  v_has_way_out boolean;
  v_is_later boolean;
  v_is_recommended boolean;
  v_since bigint;
  v_every bigint;
begin
  if coalesce(decide.feed, 'null') = 'null' then
    return ship_private.decision('unknown', 'feed_missing');
  elsif not ship_private.is_feed(decide.feed) then
    return ship_private.decision('unknown', 'feed_invalid');
  elsif v_now is null then
    return ship_private.decision('unknown', 'client_invalid');
  elsif (
    decide.feed -> 'component' = decide.client -> 'component' and decide.feed -> 'channel' = decide.client -> 'channel'
  ) is not true then
    return ship_private.decision('unknown', 'feed_other');
  elsif (decide.feed -> 'seq')::bigint < ship_private.whole_number(v_remembered -> 'seq') then
    return ship_private.decision('unknown', 'feed_old');
  elsif ship_private.instant(decide.feed -> 'valid_until') <= v_now then
    return ship_private.decision('unknown', 'feed_expired');
  end if;

  v_build := ship_private.whole_number(decide.client -> 'build');
  if v_build < 0 then
    v_build := null;
  end if;
  if jsonb_typeof(decide.client -> 'os') = 'string' then
    v_os := ship_private.os_numbers(decide.client ->> 'os');
  end if;
  -- from the last, because one on a channel that is not known here is taken out
  for v_place in reverse jsonb_array_length(v_offers) - 1 .. 0 loop
    v_offer := v_offers -> v_place;
    if array_position(v_channels, v_offer ->> 'channel') is null then
      v_offers := v_offers - v_place;
      continue;
    end if;
    continue when (v_offer -> 'build')::bigint <= v_build or not ship_private.is_offer_for(v_offer, decide.client, v_os, v_now);
    v_builds := v_builds || (v_offer -> 'build')::bigint;
    v_requires := v_requires || (v_offer -> 'requires_build')::bigint;
    continue when (v_offer -> 'requires_build')::bigint > coalesce(v_build, 0);
    -- of the same build the one for more devices, then the safest
    if v_candidate is null
      or ((v_offer -> 'build')::bigint, (v_offer -> 'bps')::integer, array_position(v_channels, v_offer ->> 'channel'))
        >= ((v_candidate -> 'build')::bigint, (v_candidate -> 'bps')::integer, array_position(v_channels, v_candidate ->> 'channel'))
    then
      v_candidate := v_offer;
    end if;
  end loop;

  if v_candidate is not null then
    v_update := ship_private.shown_offer(
      v_candidate, v_offers, v_marks, coalesce(v_build, (v_candidate -> 'build')::bigint - 1)
    );
  end if;
  if v_build is null then
    return ship_private.decision(case when v_candidate is null then 'unknown' else 'available' end, 'build_unknown', v_update);
  end if;

  if v_build < (v_policy -> 'min_build')::bigint then
    v_reached := v_build;
    loop
      select max(offers.build)
      into v_next
      from unnest(v_builds, v_requires) as offers (build, requires_build)
      where offers.requires_build <= v_reached;
      exit when (v_next > v_reached) is not true;
      v_reached := v_next;
    end loop;
    v_has_way_out := v_reached >= (v_policy -> 'min_build')::bigint;
    v_is_later := (ship_private.instant(v_policy -> 'force_after') > v_now) is true;
    return ship_private.decision(
      kind        => case when v_has_way_out and not v_is_later then 'required' else 'recommended' end,
      reason      => case
        when not v_has_way_out then 'below_min_no_way_out'
        when v_is_later then 'below_min_later'
        else 'below_min'
      end,
      shown       => v_update,
      can_skip    => false,
      message     => v_message,
      deadline    => case when v_has_way_out and v_is_later then v_policy -> 'force_after' end,
      contact_url => v_policy -> 'contact_url'
    );
  end if;

  if v_candidate is null then
    return ship_private.decision('up-to-date', 'no_newer_build');
  elsif v_update ->> 'severity' = 'critical' then
    return ship_private.decision('recommended', 'critical', v_update, can_skip => false, message => v_message);
  end if;
  v_is_recommended := (ship_private.whole_number(v_policy -> 'recommended_build') > v_build) is true;
  if not v_is_recommended and v_update ->> 'severity' = 'normal' then
    return ship_private.decision('available', 'newer_build', v_update);
  elsif v_remembered -> 'skipped_build' = v_candidate -> 'build' then
    return ship_private.decision('available', 'skipped', v_update, message => v_message);
  end if;
  v_since := v_now - ship_private.instant(v_remembered -> 'nudged_at');
  v_every := coalesce((v_policy -> 'nudge_every_s')::bigint, 0) * 1000;
  -- one that lies far in the future comes from a clock that was off
  if v_since < v_every and v_since >= -v_every and (decide.client -> 'is_manual' = 'true') is not true then
    return ship_private.decision('available', 'nudged', v_update, message => v_message);
  end if;
  return ship_private.decision(
    'recommended', case when v_is_recommended then 'recommended_build' else 'important' end, v_update, message => v_message
  );
end;
$$;

revoke all on function ship_private.decide(jsonb, jsonb) from public, anon, authenticated, service_role;
grant execute on function ship_private.decide(jsonb, jsonb) to anon, authenticated, service_role;

comment on function ship_private.decide(jsonb, jsonb) is
  'What a client does about a feed: the same rule as clients/ts/src/decide.ts, held together by clients/vectors/decide.json. Time comes in with the client.';
