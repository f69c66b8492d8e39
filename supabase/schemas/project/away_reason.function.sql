create function ship_private.away_reason(vault_url text)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_project ship.project;
begin
  select * into v_project from ship.project where project.is_only_row;
  -- what is not known yet can't differ
  return case
    when ship_private.caller_home() <> v_project.home_url then 'address_other'
    when ship_private.normal_url(away_reason.vault_url) <> v_project.home_vault_url then 'vault_other'
    when v_project.home_database <> ship_private.database_identity() then 'database_other'
  end;
end;
$$;

revoke all on function ship_private.away_reason(text) from public, anon, authenticated, service_role;

comment on function ship_private.away_reason(text) is
  'Why this is not the project that these rows belong to, but a copy: address_other, vault_other or database_other. Null: at home.';
