create function ship.advance_promotion(
  ship uuid,
  token bigint,
  state text
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.advance_promotion(
    advance_promotion.ship,
    advance_promotion.token,
    advance_promotion.state
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.advance_promotion(uuid, bigint, text) from public, anon, authenticated, service_role;
grant execute on function ship.advance_promotion(uuid, bigint, text) to service_role;

comment on function ship.advance_promotion(uuid, bigint, text) is
  'The branch was moved, or everything is verified.';
