create function ship_private.record_verifications(
  environment text,
  component text,
  build bigint,
  source text,
  results jsonb,
  run text,
  sha text,
  deployment text,
  actor text
)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because results are written by nobody directly
declare
  c_most constant integer := 200;
  v_before text;
  v_recorded integer;
  v_failed jsonb;
begin
  if jsonb_typeof(record_verifications.results) is distinct from 'array'
    or jsonb_array_length(record_verifications.results) not between 1 and c_most
    or jsonb_path_exists(
      record_verifications.results,
      '$[*] ? (
        @.type() != "object" || !(exists (@.probe ? (@.type() == "string"))) || !(exists (@.state ? (@.type() == "string")))
        || !(exists (@.saw ? (@.type() == "string"))) || !(exists (@.ms ? (@.type() == "number" && @ >= 0 && @ <= 2147483647)))
      )',
      silent => true
    )
  then
    raise exception using
      errcode = 'PT422',
      message = 'verifications_invalid',
      detail  = format('results are a list of 1 to %s objects', c_most),
      hint    = 'Each says which probe, its state, what it saw and how long it took: [{"probe", "state", "saw", "ms"}].';
  end if;

  perform ship_private.act_as(record_verifications.actor);
  -- one schedule at a time says whether a failure is news
  perform pg_catalog.pg_advisory_xact_lock(
    7548, hashtext(record_verifications.environment || '/' || record_verifications.component)
  );
  select case when bool_or(earlier.state <> 'passed') then 'failed' else 'passed' end
  into v_before
  from ship.verifications as earlier
  where earlier.run_id = (
    select verifications.run_id
    from ship.verifications
    where verifications.environment = record_verifications.environment
      and verifications.component_key = record_verifications.component
      and verifications.source = 'schedule'
      and verifications.run_id <> record_verifications.run
    order by verifications.id desc
    limit 1
  );

  insert into ship.verifications (
    run_id, environment, component_key, build, commit_sha, deployment, source, probe, state, saw, ms, actor
  )
  select
    record_verifications.run, record_verifications.environment, record_verifications.component, record_verifications.build,
    record_verifications.sha, record_verifications.deployment, record_verifications.source, result ->> 'probe', result ->> 'state',
    result ->> 'saw', round((result ->> 'ms')::numeric)::integer, ship_private.current_actor()
  from jsonb_array_elements(record_verifications.results) as result
  on conflict on constraint verification_run_asks_each_probe_once do nothing;
  get diagnostics v_recorded = row_count;

  select jsonb_agg(result -> 'probe')
  into v_failed
  from jsonb_array_elements(record_verifications.results) as result
  where result ->> 'state' <> 'passed';

  -- a deploy that fails is chained by what deploys; a schedule that finds the same every minute is chained once
  if record_verifications.source = 'schedule' and v_recorded > 0 and v_failed is not null and v_before is distinct from 'failed' then
    insert into ship_private.audit_inbox (actor, action, subject, detail)
    values (
      ship_private.current_actor(), 'verification.failed', record_verifications.environment || '/' || record_verifications.component,
      jsonb_build_object('build', record_verifications.build, 'probes', v_failed)
    );
  end if;
  perform ship_private.act_as(null);
  return jsonb_build_object('recorded', v_recorded);
end;
$$;

revoke all on function ship_private.record_verifications(text, text, bigint, text, jsonb, text, text, text, text)
  from public, anon, authenticated, service_role;
grant execute on function ship_private.record_verifications(text, text, bigint, text, jsonb, text, text, text, text) to service_role;

comment on function ship_private.record_verifications(text, text, bigint, text, jsonb, text, text, text, text) is
  'What the probes of one run saw, a row each; the same run again records nothing. The first failure of a schedule goes to the log.';
