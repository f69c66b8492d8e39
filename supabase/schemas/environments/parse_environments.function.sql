create function ship_private.parse_environments(environments jsonb)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  c_most constant integer := 50;
  v_wanted jsonb;
  v_name_count integer := 0;
begin
  if jsonb_typeof(parse_environments.environments) = 'array' then
    select
      -- as ship_private.describe_environment has them
      jsonb_agg(
        jsonb_build_object(
          'name', entry.value ->> 'name',
          'branch', entry.value ->> 'branch',
          'project_ref', entry.value ->> 'project_ref',
          'url', entry.value ->> 'url',
          'announces', coalesce(nullif(entry.value -> 'announces', 'null'), 'false'),
          'promoted_from', entry.value ->> 'promoted_from',
          'components', coalesce(nullif(entry.value -> 'components', 'null'), '[]'),
          'hosts', coalesce(nullif(entry.value -> 'hosts', 'null'), '[]'),
          'windows', coalesce(nullif(entry.value -> 'windows', 'null'), '[]')
        )
        order by entry.ordinality
      ),
      count(distinct entry.value ->> 'name')
    into v_wanted, v_name_count
    from jsonb_array_elements(parse_environments.environments) with ordinality as entry (value, ordinality);
  end if;
  if (v_name_count between 1 and c_most and v_name_count = jsonb_array_length(v_wanted)) is not true then
    raise exception using
      errcode = 'PT422',
      message = 'environments_invalid',
      detail  = format('environments are a list of 1 to %s objects, each with a name of its own', c_most),
      hint    = 'Each has a name, a branch and whether it announces.';
  end if;
  return v_wanted;
end;
$$;

revoke all on function ship_private.parse_environments(jsonb) from public, anon, authenticated, service_role;

comment on function ship_private.parse_environments(jsonb) is
  'Declared environments, each with everything that one says and nothing else; what is no list of named ones is refused.';
