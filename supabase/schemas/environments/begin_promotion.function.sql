create function ship_private.begin_promotion(
  ship uuid,
  token bigint,
  kind text,
  from_branch text,
  branch text,
  commit_sha text,
  previous_sha text,
  gates jsonb,
  overrides jsonb,
  reason text,
  archive_tag text
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because promotions are written by nobody directly
declare
  v_ship ship.ships := ship_private.require_held_ship(begin_promotion.ship, begin_promotion.token);
  v_promotion ship.promotions;
  v_open ship.promotions;
begin
  perform ship_private.lock_ships();
  select *
  into v_promotion
  from ship.promotions
  where promotions.ship_id = v_ship.id;
  if found then
    return ship_private.describe_promotion(v_promotion);
  end if;

  select *
  into v_open
  from ship.promotions
  where promotions.environment = v_ship.environment
    and promotions.finished_at is null;
  if found then
    raise exception using
      errcode = 'PT409',
      message = 'promotion_open',
      detail  = format('%s is being promoted to %s by %s', v_ship.environment, left(v_open.commit_sha, 12), v_open.actor),
      hint    = 'Resume that promotion, or give it up.';
  end if;

  insert into ship.promotions
    (environment, kind, from_branch, branch, commit_sha, previous_sha, components, gates, overrides, reason, archive_tag, ship_id, actor)
  values (
    v_ship.environment, begin_promotion.kind, begin_promotion.from_branch, begin_promotion.branch, begin_promotion.commit_sha,
    begin_promotion.previous_sha, ship_private.components_of_ship(v_ship), coalesce(begin_promotion.gates, '[]'),
    coalesce(begin_promotion.overrides, '{}'), nullif(btrim(begin_promotion.reason), ''), begin_promotion.archive_tag, v_ship.id,
    v_ship.holder
  )
  returning * into v_promotion;
  perform ship_private.audit_promotion(v_promotion, 'promotion.begun');
  return ship_private.describe_promotion(v_promotion);
end;
$$;

revoke all on function ship_private.begin_promotion(uuid, bigint, text, text, text, text, text, jsonb, jsonb, text, text)
  from public, anon, authenticated, service_role;
grant execute on function ship_private.begin_promotion(uuid, bigint, text, text, text, text, text, jsonb, jsonb, text, text) to service_role;

comment on function ship_private.begin_promotion(uuid, bigint, text, text, text, text, text, jsonb, jsonb, text, text) is
  'A promotion of the ship''s environment, with what every gate said, before anything moves; a ship that has begun one gets that one again.';
