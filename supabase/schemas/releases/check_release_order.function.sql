create function ship_private.check_release_order(component text, version text)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_wanted ship_private.release_version := ship_private.parse_version(check_release_order.version);
  v_other ship.releases;
  v_is_channel boolean;
begin
  -- what an abandoned ship has reserved is burnt, and otherwise as if it had never been
  select releases.*
  into v_other
  from ship.releases
  where releases.component_key = check_release_order.component
    and (releases.tagged_at is not null or ship_private.is_release_pending(releases))
    and (
      (releases.major, releases.minor, releases.patch) = (v_wanted.major, v_wanted.minor, v_wanted.patch)
        and (releases.channel, releases.n) >= (v_wanted.channel, v_wanted.n)
      or releases.channel = 'live'
        and (releases.major, releases.minor, releases.patch) > (v_wanted.major, v_wanted.minor, v_wanted.patch)
    )
  order by releases.major desc, releases.minor desc, releases.patch desc, releases.channel desc, releases.n desc
  limit 1;
  if not found then
    return;
  end if;

  v_is_channel := v_other.channel > v_wanted.channel
    and (v_other.major, v_other.minor, v_other.patch) = (v_wanted.major, v_wanted.minor, v_wanted.patch);
  raise exception using
    errcode = 'PT409',
    message = case when v_is_channel then 'channel_lower' else 'version_not_higher' end,
    detail  = format('%s has %s already, asked for %s', v_other.component_key, v_other.version, check_release_order.version),
    hint    = case
      when v_is_channel then 'A version only goes up: alpha, beta, rc, live. Take the next version for this channel.'
      else 'The next version is above the latest live one, and above every other of its own channel.'
    end;
end;
$$;

revoke all on function ship_private.check_release_order(text, text) from public, anon, authenticated, service_role;

comment on function ship_private.check_release_order(text, text) is
  'Refuses a channel below one that the same X.Y.Z has reached (channel_lower), and what is not above the latest live version and above its own channel''s last (version_not_higher).';
