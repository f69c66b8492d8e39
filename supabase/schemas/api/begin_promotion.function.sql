create function ship.begin_promotion(
  ship uuid,
  token bigint,
  kind text,
  from_branch text,
  branch text,
  commit_sha text,
  previous_sha text default null,
  gates jsonb default '[]',
  overrides jsonb default '{}',
  reason text default null,
  archive_tag text default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.begin_promotion(
    begin_promotion.ship,
    begin_promotion.token,
    begin_promotion.kind,
    begin_promotion.from_branch,
    begin_promotion.branch,
    begin_promotion.commit_sha,
    begin_promotion.previous_sha,
    begin_promotion.gates,
    begin_promotion.overrides,
    begin_promotion.reason,
    begin_promotion.archive_tag
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.begin_promotion(uuid, bigint, text, text, text, text, text, jsonb, jsonb, text, text) from public, anon, authenticated, service_role;
grant execute on function ship.begin_promotion(uuid, bigint, text, text, text, text, text, jsonb, jsonb, text, text) to service_role;

comment on function ship.begin_promotion(uuid, bigint, text, text, text, text, text, jsonb, jsonb, text, text) is
  'Writes a promotion down, with what every gate said, before anything moves.';
