create function ship_private.tg_builds__guard()
returns trigger
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  if (new.component_key, new.build) is distinct from (old.component_key, old.build)
    or (old.version is not null and new.version is distinct from old.version)
    or (old.tag is not null and new.tag is distinct from old.tag)
    or (old.commit_sha is not null and new.commit_sha is distinct from old.commit_sha)
  then
    raise exception using
      errcode = 'PT409',
      message = 'build_is_immutable',
      detail  = format('build %s of %s is version %s', old.build, old.component_key, coalesce(old.version, 'unknown')),
      hint    = 'Version, tag and commit of a build never change once they are set. Make another build.';
  end if;
  return new;
end;
$$;

revoke all on function ship_private.tg_builds__guard() from public, anon, authenticated, service_role;

create trigger _200_guard
  before update
  on ship.builds
  for each row
  execute function ship_private.tg_builds__guard();

comment on function ship_private.tg_builds__guard() is 'What a build is never changes: component, number, and version, tag and commit once they are set.';
