create function ship_private.abandon_promotion(ship uuid)
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
  where promotions.ship_id = abandon_promotion.ship
    and promotions.finished_at is null
  returning promotions.* into v_promotion;
  if found then
    perform ship_private.audit_promotion(v_promotion, 'promotion.abandoned');
  end if;
end;
$$;

revoke all on function ship_private.abandon_promotion(uuid) from public, anon, authenticated, service_role;

comment on function ship_private.abandon_promotion(uuid) is 'Ends the promotion of a ship that was given up; what it moved stays moved.';
