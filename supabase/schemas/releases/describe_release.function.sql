create function ship_private.describe_release(release ship.releases)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'component', describe_release.release.component_key,
    'version', describe_release.release.version,
    'channel', describe_release.release.channel,
    'tag', describe_release.release.tag,
    'build', describe_release.release.build,
    'commit_sha', describe_release.release.commit_sha,
    'reserved_at', describe_release.release.reserved_at,
    'tagged_at', describe_release.release.tagged_at,
    'published_at', describe_release.release.published_at,
    'url', describe_release.release.url,
    'ship', describe_release.release.ship_id,
    'is_abandoned', describe_release.release.tagged_at is null
      and not ship_private.is_release_pending(describe_release.release)
  );
end;
$$;

revoke all on function ship_private.describe_release(ship.releases) from public, anon, authenticated, service_role;

comment on function ship_private.describe_release(ship.releases) is
  'A release as callers see it; is_abandoned: its ship has ended without a tag, and nobody gets its version.';
