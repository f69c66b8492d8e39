create function ship_private.parse_jobs(jobs jsonb)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  c_most constant integer := 200;
  v_wanted jsonb;
  v_key_count integer;
begin
  if jsonb_typeof(parse_jobs.jobs) = 'array' then
    select
      -- as ship_private.job_definition has them
      coalesce(
        jsonb_agg(
          jsonb_build_object(
            'key', entry.value ->> 'key',
            'cron', regexp_replace(btrim(entry.value ->> 'cron'), '\s+', ' ', 'g'),
            'tz', coalesce(entry.value ->> 'tz', 'UTC'),
            'grace', make_interval(secs => nullif(entry.value -> 'grace_s', 'null')::integer)::text
          )
          order by entry.ordinality
        ),
        '[]'
      ),
      count(distinct entry.value ->> 'key')
    into v_wanted, v_key_count
    from jsonb_array_elements(parse_jobs.jobs) with ordinality as entry (value, ordinality);
  end if;
  if (v_key_count between 0 and c_most and v_key_count = jsonb_array_length(v_wanted)) is not true then
    raise exception using
      errcode = 'PT422',
      message = 'jobs_invalid',
      detail  = format('jobs are a list of at most %s objects, each with a key of its own', c_most),
      hint    = 'Each has a key, a cron, a grace_s in seconds, and may have a tz: [{"key", "cron", "grace_s", "tz"}].';
  end if;
  return v_wanted;
exception
  when invalid_parameter_value or numeric_value_out_of_range or invalid_text_representation then
    raise exception using
      errcode = 'PT422',
      message = 'jobs_invalid',
      detail  = sqlerrm,
      hint    = 'grace_s is a number of seconds.';
end;
$$;

revoke all on function ship_private.parse_jobs(jsonb) from public, anon, authenticated, service_role;

comment on function ship_private.parse_jobs(jsonb) is
  'Declared jobs, each with everything that one says and nothing else; what is no list of named ones is refused.';
