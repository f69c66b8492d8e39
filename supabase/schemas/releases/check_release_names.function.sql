create function ship_private.check_release_names(version text, tag text)
returns void
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  if (ship_private.parse_version(check_release_names.version)).channel is null then
    raise exception using
      errcode = 'PT422',
      message = 'version_invalid',
      detail  = format('%L is no version', left(check_release_names.version, 100)),
      hint    = 'A version is X.Y.Z or X.Y.Z-(alpha|beta|rc).n with n from 1, without leading zeros and without anything else.';
  end if;
  if (
    check_release_names.tag ~ '^[A-Za-z0-9@][A-Za-z0-9@/._-]{0,199}$'
    and right(check_release_names.tag, char_length(check_release_names.version)) = check_release_names.version
    and left(check_release_names.tag, -char_length(check_release_names.version)) !~ '[0-9.]$'
  ) is not true then
    raise exception using
      errcode = 'PT422',
      message = 'tag_invalid',
      detail  = format('%L is no tag of version %s', left(check_release_names.tag, 200), check_release_names.version),
      hint    = 'A tag is a prefix that does not end in a digit or a dot, and then the version.';
  end if;
end;
$$;

revoke all on function ship_private.check_release_names(text, text) from public, anon, authenticated, service_role;

comment on function ship_private.check_release_names(text, text) is
  'Refuses a text that is no version (version_invalid) and a tag that is not of it (tag_invalid); the table''s constraints say the same.';
