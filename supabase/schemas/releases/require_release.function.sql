create function ship_private.require_release(component text, version text)
returns ship.releases
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_release ship.releases;
begin
  select *
  into v_release
  from ship.releases
  where releases.component_key = require_release.component
    and releases.version = require_release.version;
  if not found then
    raise exception using
      errcode = 'PT404',
      message = 'release_unknown',
      detail  = format('%L has no release %L', left(require_release.component, 48), left(require_release.version, 100)),
      hint    = 'ship.release_status(component) lists them.';
  end if;
  return v_release;
end;
$$;

revoke all on function ship_private.require_release(text, text) from public, anon, authenticated, service_role;

comment on function ship_private.require_release(text, text) is 'A release by its version; refuses one that there is not.';
