create function ship_private.raise_when_overtaken(component text, channel ship.release_channel, build bigint)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
#variable_conflict use_column
declare
  v_higher bigint;
begin
  select max(offers.build)
  into v_higher
  from ship.offers
  where offers.component_key = raise_when_overtaken.component
    and offers.channel = raise_when_overtaken.channel
    and offers.build > raise_when_overtaken.build
    and offers.bps > 0
    and offers.halted_at is null
    and offers.withdrawn_at is null;
  if v_higher is not null then
    raise exception using
      errcode = 'PT409',
      message = 'rollout_overtaken',
      detail  = format(
        '%s: build %s is on its way on %s, and nobody is told %s after it',
        raise_when_overtaken.component, v_higher, raise_when_overtaken.channel, raise_when_overtaken.build
      ),
      hint    = 'Go on with the higher build, or halt it first.';
  end if;
end;
$$;

revoke all on function ship_private.raise_when_overtaken(text, ship.release_channel, bigint) from public, anon, authenticated, service_role;

comment on function ship_private.raise_when_overtaken(text, ship.release_channel, bigint) is
  'While a higher build is on its way on the same channel, a lower one neither begins nor rises nor goes on, and is not told again.';
