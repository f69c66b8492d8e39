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
  c_most constant integer := 50;
  v_before jsonb;
  v_constraint text;
  v_changed jsonb;
begin
  if jsonb_typeof(declare_environments.environments) is distinct from 'array'
    or jsonb_array_length(declare_environments.environments) not between 1 and c_most
    or jsonb_path_exists(declare_environments.environments, 'strict $[*] ? (@.type() != "object")', silent => true)
  then
    raise exception using
      errcode = 'PT422',
      message = 'environments_invalid',
      detail  = format('environments are a list of 1 to %s objects', c_most),
      hint    = 'Each has a name, a branch and whether it announces.';
  end if;
  -- two that declare at once come one after the other
  lock table ship.environments in share row exclusive mode;
  select coalesce(jsonb_object_agg(known.name, ship_private.describe_environment(known)), '{}')
  into v_before
  from ship.environments as known;

  begin
    -- whoever announced gives way to whoever does now, in whichever order they come
    delete from ship.environments
    where true;
    insert into ship.environments
      (name, branch, project_ref, url, announces, promoted_from, components, hosts, windows, position, commit_sha, declared_by, declared_at)
    select
      entry.value ->> 'name',
      entry.value ->> 'branch',
      entry.value ->> 'project_ref',
      entry.value ->> 'url',
      coalesce((entry.value -> 'announces')::boolean, false),
      entry.value ->> 'promoted_from',
      array(select jsonb_array_elements_text(coalesce(entry.value -> 'components', '[]'))),
      array(select jsonb_array_elements_text(coalesce(entry.value -> 'hosts', '[]'))),
      coalesce(entry.value -> 'windows', '[]'),
      entry.ordinality,
      declare_environments.commit_sha,
      declare_environments.actor,
      coalesce((v_before #>> array[entry.value ->> 'name', 'declared_at'])::timestamptz, clock_timestamp())
    from jsonb_array_elements(declare_environments.environments) with ordinality as entry (value, ordinality);
  exception
    when check_violation or not_null_violation or unique_violation or invalid_parameter_value or cannot_coerce then
      get stacked diagnostics v_constraint = constraint_name;
      raise exception using
        errcode = 'PT422',
        message = 'environments_invalid',
        detail  = coalesce(nullif(v_constraint, ''), 'each environment needs a name, a branch and a list of components'),
        hint    = 'Nothing was changed. Correct what is named in version.json.';
  end;

  select coalesce(jsonb_object_agg(known.name, ship_private.describe_environment(known)), '{}')
  into v_changed
  from ship.environments as known
  where v_before -> known.name is distinct from ship_private.describe_environment(known);
  if v_changed <> '{}' or v_before <> '{}' and exists (
    select
    from jsonb_object_keys(v_before) as gone (name)
    where gone.name not in (select known.name from ship.environments as known)
  ) then
    update ship.environments
    set declared_at = clock_timestamp()
    where environments.name in (select jsonb_object_keys(v_changed));
    perform ship_private.audit_environment(
      declare_environments.actor, 'environments.declared', 'environments',
      jsonb_build_object(
        'commit_sha', declare_environments.commit_sha,
        'changed', v_changed,
        'gone', (
          select jsonb_agg(gone.name order by gone.name)
          from jsonb_object_keys(v_before) as gone (name)
          where gone.name not in (select known.name from ship.environments as known)
        )
      )
    );
  end if;
  return jsonb_build_object('changed', v_changed <> '{}');
end;
$$;

revoke all on function ship_private.declare_environments(jsonb, text, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.declare_environments(jsonb, text, text) to service_role;

comment on function ship_private.declare_environments(jsonb, text, text) is
  'All environments as version.json has them, in the place of those before; what changed is chained. The same twice changes nothing.';
