create function ship.take_store_event(
  event text,
  type text,
  app_id text default null,
  instance_type text default null,
  instance_id text default null,
  old_state text default null,
  new_state text default null,
  happened_at timestamptz default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.take_store_event(
    take_store_event.event,
    take_store_event.type,
    take_store_event.app_id,
    take_store_event.instance_type,
    take_store_event.instance_id,
    take_store_event.old_state,
    take_store_event.new_state,
    take_store_event.happened_at
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.take_store_event(text, text, text, text, text, text, text, timestamptz) from public, anon, authenticated, service_role;
grant execute on function ship.take_store_event(text, text, text, text, text, text, text, timestamptz) to service_role;

comment on function ship.take_store_event(text, text, text, text, text, text, text, timestamptz) is
  'Writes down what a webhook of App Store Connect sent, once, and makes a look at its app due.';
