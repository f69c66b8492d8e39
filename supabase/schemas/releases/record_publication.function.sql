create function ship_private.record_publication(component text, version text, url text, record jsonb, actor text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because releases and builds are written by nobody directly
declare
  v_before ship.releases;
  v_release ship.releases;
begin
  -- in this order everywhere: what is said of a build may be announced
  perform ship_private.lock_moves();
  perform ship_private.lock_releases();
  v_before := ship_private.require_release(record_publication.component, record_publication.version);
  if v_before.tagged_at is null then
    raise exception using
      errcode = 'PT409',
      message = 'release_not_tagged',
      detail  = format('%s %s is reserved, and has no tag yet', v_before.component_key, v_before.version),
      hint    = 'Push its tag and record it: ship.record_tag.';
  end if;
  perform ship_private.act_as(record_publication.actor);

  update ship.releases
  set
    published_at = coalesce(releases.published_at, clock_timestamp()),
    url = coalesce(record_publication.url, releases.url),
    record = coalesce(record_publication.record, releases.record)
  where releases.component_key = v_before.component_key
    and releases.version = v_before.version
  returning * into v_release;
  if v_release is distinct from v_before then
    perform ship_private.audit_release(
      v_release,
      case when v_before.published_at is null then 'release.published' else 'release.changed' end,
      jsonb_build_object('url', v_release.url, 'record', nullif(v_release.record, '{}'))
    );
  end if;

  update ship.builds
  set tag = described.tag, commit_sha = described.commit_sha, notes_url = described.notes_url
  from (
    select (ship_private.describe_build(known)).*
    from ship.builds as known
    where known.component_key = v_release.component_key
      and known.build = v_release.build
  ) as described
  where builds.component_key = described.component_key
    and builds.build = described.build
    and (builds.tag, builds.commit_sha, builds.notes_url)
      is distinct from (described.tag, described.commit_sha, described.notes_url);
  perform ship_private.act_as(null);
  return ship_private.describe_release(v_release) || jsonb_build_object('is_new', v_before.published_at is null);
end;
$$;

revoke all on function ship_private.record_publication(text, text, text, jsonb, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.record_publication(text, text, text, jsonb, text) to service_role;

comment on function ship_private.record_publication(text, text, text, jsonb, text) is
  'A tagged release is out, where, and with what; its build gets tag, commit and page where it has none. The same call twice changes nothing.';
