create function ship_private.record_store_uploads(app ship.store_apps, uploads jsonb)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  c_most constant integer := 200;
  -- what a look finds for the first time and that is older is a story that people know
  c_old constant interval := interval '2 days';
  v_policy ship.store_policy;
  v_now timestamptz := clock_timestamp();
begin
  if jsonb_typeof(record_store_uploads.uploads) is distinct from 'array'
    or jsonb_array_length(record_store_uploads.uploads) > c_most
    or jsonb_path_exists(
      record_store_uploads.uploads,
      '$[*] ? (
        @.type() != "object" || !(exists (@.build ? (@.type() == "number" && @ >= 1 && @ <= 9007199254740991 && @.floor() == @)))
        || !(exists (@.state ? (@.type() == "string"))) || !(exists (@.verdict ? (@.type() == "string")))
      )',
      silent => true
    )
  then
    raise exception using
      errcode = 'PT422',
      message = 'uploads_invalid',
      detail  = format('uploads are a list of at most %s objects', c_most),
      hint    = 'Each says which build it is, its state and what to make of it: [{"version", "build", "state", "verdict", "advice", "uploaded_at"}].';
  end if;
  select * into v_policy from ship.store_policy where store_policy.is_only_row;

  insert into ship.store_uploads as known (component_key, version, build, state, verdict, advice, uploaded_at, reported_at)
  select distinct on (upload.version, upload.build)
    components.key, upload.version, upload.build, upload.state, upload.verdict, upload.advice, upload.uploaded_at,
    case when upload.uploaded_at <= v_now - c_old then v_now end
  from ship.components
  cross join lateral (
    select
      coalesce(entry ->> 'version', '') as version, (entry ->> 'build')::bigint as build, entry ->> 'state' as state,
      entry ->> 'verdict' as verdict, entry ->> 'advice' as advice, (entry ->> 'uploaded_at')::timestamptz as uploaded_at
    from jsonb_array_elements(record_store_uploads.uploads) as entry
  ) as upload
  where components.key = (record_store_uploads.app).component_key
    and upload.build > components.build
    -- an app never goes back, whatever the number
    and (ship_private.os_numbers(upload.version) < ship_private.os_numbers(components.version)) is not true
  order by upload.version, upload.build, upload.uploaded_at desc nulls last
  on conflict (component_key, version, build) do update
  set
    state = excluded.state,
    verdict = case when known.verdict = 'given_up' and known.state = excluded.state then known.verdict else excluded.verdict end,
    advice = excluded.advice,
    uploaded_at = coalesce(excluded.uploaded_at, known.uploaded_at),
    seen_at = v_now,
    changed_at = case when known.state = excluded.state then known.changed_at else v_now end,
    look_count = case when known.state = excluded.state then known.look_count + 1 else 0 end,
    reported_at = case when known.state = excluded.state then known.reported_at end,
    next_look_at = null;

  update ship.store_uploads
  set verdict = 'given_up'
  where store_uploads.component_key = (record_store_uploads.app).component_key
    and store_uploads.verdict = 'waiting'
    and store_uploads.changed_at <= v_now - v_policy.give_up_after;

  update ship.store_uploads
  set next_look_at = v_now + least(v_policy.longest_look, v_policy.first_look * power(1.5::double precision, least(store_uploads.look_count, 20)))
  where store_uploads.component_key = (record_store_uploads.app).component_key
    and store_uploads.verdict = 'waiting';
end;
$$;

revoke all on function ship_private.record_store_uploads(ship.store_apps, jsonb) from public, anon, authenticated, service_role;

comment on function ship_private.record_store_uploads(ship.store_apps, jsonb) is
  'What the store has above the build that everybody has; each that is processed is looked at again, ever less often, and given up when nothing changes.';
