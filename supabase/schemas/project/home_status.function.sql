create function ship_private.home_status()
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_project ship.project;
begin
  select * into v_project from ship.project where project.is_only_row;
  return jsonb_build_object(
    'url', coalesce(v_project.home_url, v_project.home_vault_url),
    'since', v_project.home_since,
    'away', ship_private.away_reason((select vault.project_url from ship_private.read_vault() as vault))
  );
end;
$$;

revoke all on function ship_private.home_status() from public, anon, authenticated, service_role;

comment on function ship_private.home_status() is
  'Where these rows are at home, since when, and why this is another place (away): then nothing is sent from here until it is adopted.';
