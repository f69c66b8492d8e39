create function ship.record_back_merge(
  from_branch text,
  to_branch text,
  outcome text,
  detail jsonb default '{}',
  actor text default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.record_back_merge(
    record_back_merge.from_branch,
    record_back_merge.to_branch,
    record_back_merge.outcome,
    record_back_merge.detail,
    record_back_merge.actor
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.record_back_merge(text, text, text, jsonb, text) from public, anon, authenticated, service_role;
grant execute on function ship.record_back_merge(text, text, text, jsonb, text) to service_role;

comment on function ship.record_back_merge(text, text, text, jsonb, text) is
  'Records what became of a back-merge: done, conflict or refused.';
