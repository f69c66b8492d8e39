create function ship.record_lesson(
  source text,
  key text,
  lesson text,
  actor text default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.record_lesson(
    record_lesson.source,
    record_lesson.key,
    record_lesson.lesson,
    record_lesson.actor
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.record_lesson(text, text, text, text) from public, anon, authenticated, service_role;
grant execute on function ship.record_lesson(text, text, text, text) to service_role;

comment on function ship.record_lesson(text, text, text, text) is
  'Keeps what was learned from a finding with it.';
