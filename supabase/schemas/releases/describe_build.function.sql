create function ship_private.describe_build(build ship.builds)
returns ship.builds
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_build ship.builds := describe_build.build;
  v_release ship.releases;
begin
  -- tags that existed before may share a build: the highest version tells of it
  select releases.*
  into v_release
  from ship.releases
  where releases.component_key = v_build.component_key
    and releases.build = v_build.build
    and releases.tagged_at is not null
  order by releases.major desc, releases.minor desc, releases.patch desc, releases.channel desc, releases.n desc
  limit 1;
  if found then
    v_build.tag := coalesce(v_build.tag, v_release.tag);
    v_build.commit_sha := coalesce(v_build.commit_sha, v_release.commit_sha);
    -- clients open nothing else
    v_build.notes_url := coalesce(v_build.notes_url, case when v_release.url like 'https://%' then v_release.url end);
  end if;
  return v_build;
end;
$$;

revoke all on function ship_private.describe_build(ship.builds) from public, anon, authenticated, service_role;

comment on function ship_private.describe_build(ship.builds) is
  'A build with the tag, the commit and the page of its release, where it has none yet.';
