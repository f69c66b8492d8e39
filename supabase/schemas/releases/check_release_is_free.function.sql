create function ship_private.check_release_is_free(component text, version text, tag text)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_other ship.releases;
begin
  select *
  into v_other
  from ship.releases
  where releases.component_key = check_release_is_free.component
    and releases.version = check_release_is_free.version;
  if found then
    raise exception using
      errcode = 'PT409',
      message = 'version_taken',
      detail  = format(
        '%s %s is %s since %s', v_other.component_key, v_other.version,
        case when v_other.tagged_at is null then 'reserved' else 'tagged ' || v_other.tag end,
        to_char(coalesce(v_other.tagged_at, v_other.reserved_at) at time zone 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"')
      ),
      hint    = 'A version is used once, also when its ship was abandoned. Take the next one.';
  end if;

  select * into v_other from ship.releases where releases.tag = check_release_is_free.tag;
  if found then
    raise exception using
      errcode = 'PT409',
      message = 'tag_taken',
      detail  = format('%s is the tag of %s %s', v_other.tag, v_other.component_key, v_other.version),
      hint    = 'Give each track a prefix of its own in version.json: components.<key>.release.tag.';
  end if;
end;
$$;

revoke all on function ship_private.check_release_is_free(text, text, text) from public, anon, authenticated, service_role;

comment on function ship_private.check_release_is_free(text, text, text) is
  'Refuses a version that the component ever had (version_taken), and a tag that any component has (tag_taken).';
