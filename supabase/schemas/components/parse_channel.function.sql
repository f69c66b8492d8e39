create function ship_private.parse_channel(channel text)
returns ship.release_channel
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  if parse_channel.channel is not null and parse_channel.channel not in ('alpha', 'beta', 'rc', 'live') then
    raise exception using
      errcode = 'PT404',
      message = 'channel_unknown',
      detail  = format('there is no channel %L', left(parse_channel.channel, 48)),
      hint    = 'Channels are alpha, beta, rc and live.';
  end if;
  return parse_channel.channel;
end;
$$;

revoke all on function ship_private.parse_channel(text) from public, anon, authenticated, service_role;

comment on function ship_private.parse_channel(text) is 'A channel by its name; null stays null, anything else is channel_unknown.';
