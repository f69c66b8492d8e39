create function ship_private.abandon_promotion(ship ship.ships)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_promotion ship.promotions;
begin
  update ship.promotions
  set outcome = 'abandoned', finished_at = clock_timestamp()
  where promotions.ship_id = abandon_promotion.ship.id
    and promotions.finished_at is null
  returning promotions.* into v_promotion;
  if found then
    perform ship_private.audit_promotion(v_promotion, 'promotion.abandoned', abandon_promotion.ship.holder);
  end if;
end;
$$;

revoke all on function ship_private.abandon_promotion(ship.ships) from public, anon, authenticated, service_role;

comment on function ship_private.abandon_promotion(ship.ships) is
  'Ends the promotion of a ship that was given up, and chains it; what it moved stays moved.';
