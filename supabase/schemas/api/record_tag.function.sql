create function ship.record_tag(
  component text,
  version text,
  tag text,
  commit_sha text,
  build bigint default null,
  actor text default null
)
returns jsonb
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return ship_private.record_tag(
    record_tag.component,
    record_tag.version,
    record_tag.tag,
    record_tag.commit_sha,
    record_tag.build,
    record_tag.actor
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.record_tag(text, text, text, text, bigint, text) from public, anon, authenticated, service_role;
grant execute on function ship.record_tag(text, text, text, text, bigint, text) to service_role;

comment on function ship.record_tag(text, text, text, text, bigint, text) is
  'Records that a tag is pushed, or that it existed before.';
