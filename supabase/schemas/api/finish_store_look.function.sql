create function ship.finish_store_look(
  component text,
  lease_token uuid,
  uploads jsonb default null,
  error text default null,
  retry_after_s numeric default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.finish_store_look(
    finish_store_look.component,
    finish_store_look.lease_token,
    finish_store_look.uploads,
    finish_store_look.error,
    finish_store_look.retry_after_s
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.finish_store_look(text, uuid, jsonb, text, numeric) from public, anon, authenticated, service_role;
grant execute on function ship.finish_store_look(text, uuid, jsonb, text, numeric) to service_role;

comment on function ship.finish_store_look(text, uuid, jsonb, text, numeric) is
  'What a look at the store saw, or why it failed; builds that people can install are recorded, and announced where version.json says so.';
