create function ship.sync_manifest(
  manifest jsonb,
  commit_sha text default null,
  actor text default null,
  only_component text default null,
  notes text default null,
  only_components text[] default null
)
returns table (component text, previous bigint, build bigint, changed boolean)
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  return query
  select *
  from ship_private.sync_manifest(
    sync_manifest.manifest,
    sync_manifest.commit_sha,
    sync_manifest.actor,
    coalesce(sync_manifest.only_components, case when sync_manifest.only_component is not null then array[sync_manifest.only_component] end),
    sync_manifest.notes
  );
exception
  -- without Postgres' detail, which shows the row
  when integrity_constraint_violation then
    raise exception using errcode = sqlstate, message = sqlerrm;
end;
$$;

revoke all on function ship.sync_manifest(jsonb, text, text, text, text, text[]) from public, anon, authenticated, service_role;
grant execute on function ship.sync_manifest(jsonb, text, text, text, text, text[]) to service_role;

comment on function ship.sync_manifest(jsonb, text, text, text, text, text[]) is
  'What scripts call: definitions applied, builds raised (all, only_component''s, or those of only_components), one announcement, or nothing at all and why.';
