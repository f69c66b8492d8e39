create function ship_private.newest_installable(
  component text,
  channel ship.release_channel,
  except_channel ship.release_channel default null,
  except_build bigint default null
)
returns bigint
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return (
    select offers.build
    from ship.offers
    where offers.component_key = newest_installable.component
      and offers.channel >= newest_installable.channel
      and offers.completed_at is not null
      and offers.halted_at is null
      and offers.withdrawn_at is null
      and ((offers.channel, offers.build) = (newest_installable.except_channel, newest_installable.except_build)) is not true
    order by offers.build desc
    limit 1
  );
end;
$$;

revoke all on function ship_private.newest_installable(text, ship.release_channel, ship.release_channel, bigint)
  from public, anon, authenticated, service_role;

comment on function ship_private.newest_installable(text, ship.release_channel, ship.release_channel, bigint) is
  'The newest build that everybody who sees the channel may install: its offer complete, neither halted nor withdrawn; null when there is none.';
