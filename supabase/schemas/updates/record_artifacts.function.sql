create function ship_private.record_artifacts(component text, build bigint, artifacts jsonb)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because artifacts are written by nobody directly
declare
  v_constraint text;
  v_count integer;
  v_target text;
begin
  if not exists (
    select from ship.builds where builds.component_key = record_artifacts.component and builds.build = record_artifacts.build
  ) then
    raise exception using
      errcode = 'PT404',
      message = 'build_unknown',
      detail  = format('there is no build %s of %L', record_artifacts.build, left(record_artifacts.component, 48)),
      hint    = 'Offer the build first, to nobody: ship.offer_build(component, build, channel, 0).';
  end if;

  begin
    insert into ship.artifacts (component_key, build, target, url, length, sha256, sha512, signature, signature_type)
    select
      record_artifacts.component, record_artifacts.build, given.target, given.url, given.length,
      lower(given.sha256), lower(given.sha512), given.signature, coalesce(given.signature_type, 'none')
    from jsonb_to_recordset(record_artifacts.artifacts)
      as given (target text, url text, length bigint, sha256 text, sha512 text, signature text, signature_type text)
    on conflict (component_key, build, target) do nothing;
    get diagnostics v_count = row_count;
  exception
    when check_violation or not_null_violation or invalid_parameter_value or invalid_text_representation or numeric_value_out_of_range then
      get stacked diagnostics v_constraint = constraint_name;
      raise exception using
        errcode = 'PT422',
        message = 'artifact_invalid',
        detail  = coalesce(nullif(v_constraint, ''), 'each artifact needs target, url, length and sha256'),
        hint    = 'Nothing was recorded. Correct what is named.';
  end;

  select known.target
  into v_target
  from ship.artifacts as known
  join jsonb_to_recordset(record_artifacts.artifacts)
    as given (target text, url text, length bigint, sha256 text, signature text)
    on given.target = known.target
  where known.component_key = record_artifacts.component
    and known.build = record_artifacts.build
    and row(known.url, known.length, known.sha256, known.signature)
      is distinct from row(given.url, given.length, lower(given.sha256), given.signature)
  limit 1;
  if found then
    raise exception using
      errcode = 'PT409',
      message = 'artifact_is_immutable',
      detail  = format('build %s of %s has another file for %s', record_artifacts.build, record_artifacts.component, v_target),
      hint    = 'Nothing was recorded. What was published once stays as it is: make another build.';
  end if;
  return v_count;
end;
$$;

revoke all on function ship_private.record_artifacts(text, bigint, jsonb) from public, anon, authenticated, service_role;
grant execute on function ship_private.record_artifacts(text, bigint, jsonb) to service_role;

comment on function ship_private.record_artifacts(text, bigint, jsonb) is
  'Records the files of a build, all or none; how many are new. The same call twice changes nothing, another file for the same target is refused.';
