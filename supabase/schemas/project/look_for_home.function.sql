create function ship_private.look_for_home()
returns text
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_url text := ship_private.caller_home();
  -- a function says by itself where it is at home; everybody else goes by the vault
  v_vault_url text := case when v_url is null then (select vault.project_url from ship_private.read_vault() as vault) end;
  v_away text := ship_private.away_reason(v_vault_url);
begin
  -- Who comes from the project's address has reached this database there: it is no copy, whatever an upgrade made of it.
  if v_away = 'database_other' and v_url = (select project.home_url from ship.project where project.is_only_row) then
    perform ship_private.come_home();
    return null;
  end if;
  if v_away is not null then
    return v_away;
  end if;

  -- Nearly always all is known. Who learns it first is alone with it: nobody waits for a row that is being written.
  if exists (
    select
    from ship.project
    where project.is_only_row
      and project.home_database is not null
      and (project.home_vault_url is not null or v_vault_url is null)
      and (project.home_url is not null or v_url is null)
  ) or not pg_catalog.pg_try_advisory_xact_lock(7547, 5) then
    return null;
  end if;

  insert into ship.project as known (home_url, home_vault_url, home_database, home_since)
  values (v_url, ship_private.normal_url(v_vault_url), ship_private.database_identity(), clock_timestamp())
  on conflict (is_only_row) do update
  set
    home_url = coalesce(known.home_url, excluded.home_url),
    home_vault_url = coalesce(known.home_vault_url, excluded.home_vault_url),
    home_database = coalesce(known.home_database, excluded.home_database),
    home_since = coalesce(known.home_since, excluded.home_since);
  return null;
end;
$$;

revoke all on function ship_private.look_for_home() from public, anon, authenticated, service_role;

comment on function ship_private.look_for_home() is
  'Asked before anything goes out: null at home, which is remembered when it is seen for the first time; else why not (away_reason).';
