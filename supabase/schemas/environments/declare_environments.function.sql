create function ship_private.declare_environments(environments jsonb, commit_sha text, actor text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because environments are written by nobody directly
declare
  v_wanted jsonb := ship_private.parse_environments(declare_environments.environments);
  v_actor text := coalesce(left(nullif(btrim(declare_environments.actor), ''), 200), ship_private.current_actor());
  v_before jsonb;
  v_changed jsonb;
  v_gone jsonb;
  v_constraint text;
  v_column text;
begin
  -- two that declare at once come one after the other
  lock table ship.environments in share row exclusive mode;
  select coalesce(jsonb_object_agg(known.name, ship_private.describe_environment(known)), '{}')
  into v_before
  from ship.environments as known;

  begin
    -- Whoever announced makes room for whoever does now, in whichever order they come. What is said as before keeps who said it first.
    delete from ship.environments as known
    where ship_private.describe_environment(known) not in (select wanted.value from jsonb_array_elements(v_wanted) as wanted);
    insert into ship.environments
      (name, branch, project_ref, url, announces, promoted_from, components, hosts, windows, position, commit_sha, declared_by)
    select
      wanted.value ->> 'name',
      wanted.value ->> 'branch',
      wanted.value ->> 'project_ref',
      wanted.value ->> 'url',
      (wanted.value -> 'announces')::boolean,
      wanted.value ->> 'promoted_from',
      array(select jsonb_array_elements_text(wanted.value -> 'components')),
      array(select jsonb_array_elements_text(wanted.value -> 'hosts')),
      wanted.value -> 'windows',
      wanted.ordinality,
      declare_environments.commit_sha,
      v_actor
    from jsonb_array_elements(v_wanted) with ordinality as wanted (value, ordinality)
    where wanted.value not in (select ship_private.describe_environment(known) from ship.environments as known);
  exception
    when check_violation or not_null_violation or unique_violation or invalid_parameter_value then
      get stacked diagnostics v_constraint = constraint_name, v_column = column_name;
      raise exception using
        errcode = 'PT422',
        message = 'environments_invalid',
        -- Postgres names the type that it wanted where it has neither
        detail  = coalesce(nullif(v_constraint, ''), nullif(v_column, ''), sqlerrm),
        hint    = 'Nothing was changed. Correct what is named in version.json.';
  end;
  update ship.environments
  set position = wanted.ordinality
  from jsonb_array_elements(v_wanted) with ordinality as wanted (value, ordinality)
  where environments.name = wanted.value ->> 'name'
    and environments.position <> wanted.ordinality;

  select coalesce(jsonb_object_agg(known.name, ship_private.describe_environment(known)), '{}')
  into v_changed
  from ship.environments as known
  where v_before -> known.name is distinct from ship_private.describe_environment(known);
  select jsonb_agg(gone.name order by gone.name)
  into v_gone
  from jsonb_object_keys(v_before) as gone (name)
  where gone.name not in (select known.name from ship.environments as known);

  if v_changed = '{}' and v_gone is null then
    return jsonb_build_object('changed', false);
  end if;
  perform ship_private.audit_environment(
    v_actor, 'environments.declared', 'environments',
    jsonb_build_object('commit_sha', declare_environments.commit_sha, 'changed', v_changed, 'gone', v_gone)
  );
  perform ship_private.heal_verified(array(select jsonb_array_elements_text(v_gone)), '{}', v_actor);
  return jsonb_build_object('changed', true);
end;
$$;

revoke all on function ship_private.declare_environments(jsonb, text, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.declare_environments(jsonb, text, text) to service_role;

comment on function ship_private.declare_environments(jsonb, text, text) is
  'All environments as version.json has them, in the place of those before; what changed is chained. The same twice changes nothing.';
