create function ship_private.settle_offers(moves ship_private.component_change[])
returns ship_private.component_change[]
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  if settle_offers.moves is null then
    return null;
  end if;
  return ship_private.complete_offers(settle_offers.moves);
exception
  -- withdrawn, overtaken, a policy: the build is where it is, and must be told; its offer stays as it was
  when others then
    raise warning using message = 'offers_not_settled', detail = sqlerrm;
    return settle_offers.moves;
end;
$$;

revoke all on function ship_private.settle_offers(ship_private.component_change[])
  from public, anon, authenticated, service_role;

comment on function ship_private.settle_offers(ship_private.component_change[]) is
  'complete_offers for what moved while triggers were off: never in the way of the sweep.';
