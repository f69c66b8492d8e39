create function ship_private.raise_when_withdrawn(offer ship.offers)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if exists (
    select
    from ship.offers
    where offers.component_key = (raise_when_withdrawn.offer).component_key
      and offers.build = (raise_when_withdrawn.offer).build
      and offers.withdrawn_at is not null
  ) then
    raise exception using
      errcode = 'PT409',
      message = 'build_withdrawn',
      detail  = format('build %s of %s was withdrawn', (raise_when_withdrawn.offer).build, (raise_when_withdrawn.offer).component_key),
      hint    = 'A withdrawn build is never offered again. Ship a higher build with the fix.';
  end if;
end;
$$;

revoke all on function ship_private.raise_when_withdrawn(ship.offers) from public, anon, authenticated, service_role;

comment on function ship_private.raise_when_withdrawn(ship.offers) is
  'A build that was withdrawn on one channel neither begins nor rises nor goes on, on any.';
