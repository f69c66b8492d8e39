create function ship_private.audit_release(release ship.releases, action text, more jsonb default '{}')
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  insert into ship_private.audit_inbox (actor, action, subject, detail)
  values (
    ship_private.current_actor(), audit_release.action, audit_release.release.component_key,
    jsonb_strip_nulls(jsonb_build_object(
      'version', audit_release.release.version,
      'tag', audit_release.release.tag,
      'build', audit_release.release.build,
      'commit_sha', audit_release.release.commit_sha,
      'ship', audit_release.release.ship_id
    ) || audit_release.more)
  );
end;
$$;

revoke all on function ship_private.audit_release(ship.releases, text, jsonb) from public, anon, authenticated, service_role;

comment on function ship_private.audit_release(ship.releases, text, jsonb) is 'Chains what became of a release, in the name of whoever acts.';
