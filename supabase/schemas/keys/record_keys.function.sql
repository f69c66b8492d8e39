create function ship_private.record_keys(name text, kind text, live jsonb, actor text)
returns integer
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because keys are written by nobody directly
declare
  c_most constant integer := 50;
  v_now timestamptz;
  v_new integer;
  v_gone text[];
begin
  if jsonb_typeof(record_keys.live) is distinct from 'array'
    or jsonb_array_length(record_keys.live) > c_most
    or jsonb_path_exists(record_keys.live, 'strict $[*] ? (@.type() != "object")', silent => true)
  then
    raise exception using
      errcode = 'PT422',
      message = 'keys_invalid',
      detail  = format('live keys are a list of at most %s objects', c_most),
      hint    = 'Each has a prefix and a digest: [{"prefix", "digest"}].';
  end if;
  perform ship_private.lock_keys();
  v_now := clock_timestamp();

  insert into ship.keys as known (key_name, kind, prefix, digest, state, generated_at, added_at)
  select record_keys.name, record_keys.kind, live_key ->> 'prefix', live_key ->> 'digest', 'live', v_now, v_now
  from jsonb_array_elements(record_keys.live) as live_key
  -- One that was taken for removed is accepted again, or was all along: a rotation that passed it over would leave it.
  on conflict (key_name, digest) do update
  set
    state = 'live',
    added_at = coalesce(known.added_at, excluded.added_at),
    removed_at = null
  where known.state = 'removed';
  get diagnostics v_new = row_count;

  -- What somebody removed by other means is gone; while a rotation is open, what is accepted changes under its hands.
  with gone as (
    update ship.keys
    set
      state = 'removed',
      removed_at = v_now
    where keys.key_name = record_keys.name
      and keys.state = 'live'
      and keys.digest <> all (array(select live_key ->> 'digest' from jsonb_array_elements(record_keys.live) as live_key))
      and not exists (
        select
        from ship.key_rotations
        where key_rotations.key_name = record_keys.name
          and key_rotations.ended_at is null
      )
    returning keys.prefix
  )
  select array_agg(gone.prefix)
  into v_gone
  from gone;

  if v_new > 0 or v_gone is not null then
    perform ship_private.act_as(record_keys.actor);
    insert into ship_private.audit_inbox (actor, action, subject, detail)
    values (
      ship_private.current_actor(), 'key.recorded', record_keys.name,
      jsonb_build_object(
        'kind', record_keys.kind,
        'live', jsonb_path_query_array(record_keys.live, '$[*].prefix'),
        'gone', coalesce(to_jsonb(v_gone), '[]')
      )
    );
    perform ship_private.act_as(null);
  end if;
  return v_new;
end;
$$;

revoke all on function ship_private.record_keys(text, text, jsonb, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.record_keys(text, text, jsonb, text) to service_role;

comment on function ship_private.record_keys(text, text, jsonb, text) is
  'Everything that is accepted under a name now; how many of it are new here, or back. What is not named any more counts as removed, unless a rotation is open.';
