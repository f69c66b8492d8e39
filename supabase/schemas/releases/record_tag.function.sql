create function ship_private.record_tag(
  component text,
  version text,
  tag text,
  commit_sha text,
  build bigint,
  actor text
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because releases are written by nobody directly
declare
  v_release ship.releases;
  v_commit text := lower(record_tag.commit_sha);
begin
  perform ship_private.check_release_names(record_tag.version, record_tag.tag);
  if (v_commit ~ '^([0-9a-f]{40}|[0-9a-f]{64})$') is not true then
    raise exception using
      errcode = 'PT422',
      message = 'commit_invalid',
      detail  = format('%L is no commit', left(record_tag.commit_sha, 100)),
      hint    = 'Give the whole hash of the commit that the tag points to, not that of the tag object.';
  end if;
  perform ship_private.lock_releases();

  select *
  into v_release
  from ship.releases
  where releases.component_key = record_tag.component
    and releases.version = record_tag.version;
  if v_release.tag <> record_tag.tag then
    perform ship_private.check_release_is_free(record_tag.component, record_tag.version, record_tag.tag);
  end if;
  if v_release.commit_sha <> v_commit then
    raise exception using
      errcode = 'PT409',
      message = 'tag_moved',
      detail  = format('%s was recorded at %s, and is now at %s', v_release.tag, v_release.commit_sha, v_commit),
      hint    = 'Put the tag back: what was released once stays as it is. Release another version.';
  end if;
  if v_release.build <> record_tag.build then
    raise exception using
      errcode = 'PT409',
      message = 'release_is_immutable',
      detail  = format('%s %s is build %s, not %s', v_release.component_key, v_release.version, v_release.build, record_tag.build),
      hint    = 'Leave the build out, or give the one that was reserved.';
  end if;
  if v_release.tagged_at is not null then
    return ship_private.describe_release(v_release) || jsonb_build_object('is_new', false);
  end if;

  if v_release.version is null then
    perform ship_private.check_release_is_free(record_tag.component, record_tag.version, record_tag.tag);
    insert into ship.releases (component_key, version, tag, build, commit_sha, tagged_at)
    values (
      record_tag.component, record_tag.version, record_tag.tag, record_tag.build, v_commit, clock_timestamp()
    )
    returning * into v_release;
  else
    update ship.releases
    set commit_sha = v_commit, tagged_at = clock_timestamp()
    where releases.component_key = v_release.component_key
      and releases.version = v_release.version
    returning * into v_release;
  end if;

  perform ship_private.act_as(record_tag.actor);
  perform ship_private.audit_release(v_release, 'release.tagged');
  perform ship_private.act_as(null);
  return ship_private.describe_release(v_release) || jsonb_build_object('is_new', true);
end;
$$;

revoke all on function ship_private.record_tag(text, text, text, text, bigint, text)
  from public, anon, authenticated, service_role;
grant execute on function ship_private.record_tag(text, text, text, text, bigint, text) to service_role;

comment on function ship_private.record_tag(text, text, text, text, bigint, text) is
  'Where a tag points, once it is pushed, or as it was found; tag_moved when it pointed elsewhere. The same call twice changes nothing.';
