create function ship_private.adopt_home(reason text, actor text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because the outbox and the project's row are changed by nobody directly
declare
  v_actor text := coalesce(nullif(btrim(adopt_home.actor), ''), ship_private.current_actor());
  v_before ship.project;
  v_vault_url text := (select vault.project_url from ship_private.read_vault() as vault);
  v_open bigint[];
  v_halted bigint;
  v_old_seq bigint;
  v_seq bigint;
begin
  if (btrim(adopt_home.reason) <> '') is not true then
    raise exception using
      errcode = 'PT422',
      message = 'reason_missing',
      detail  = 'a project that takes over the rows of another one needs a reason',
      hint    = 'Say what was restored or moved, and from where; it stays in the audit log.';
  end if;
  perform ship_private.lock_moves();
  perform ship_private.heal_sequences();
  select * into v_before from ship.project where project.is_only_row;

  -- A rollout would take its next step by itself, though it may have been overtaken elsewhere. First, so that the words of it end as well.
  select count(ship_private.hold_rollout(offers, 'adopted: ' || btrim(adopt_home.reason), v_actor))
  into v_halted
  from ship.offers
  where offers.completed_at is null
    and offers.halted_at is null
    and offers.withdrawn_at is null;
  -- What was on its way in the other project: it may have been told there, and newer things too.
  select coalesce(array_agg(deliveries.id order by deliveries.id), '{}')
  into v_open
  from ship.deliveries
  where deliveries.state in ('pending', 'leased');
  perform ship_private.end_deliveries(v_open, 'project_adopted', btrim(adopt_home.reason));
  -- whoever held these works elsewhere: no run here waits for them
  update ship.push_batches
  set state = 'abandoned', lease_token = null, leased_until = null, finished_at = clock_timestamp()
  where push_batches.state = 'leased';

  select lifted.from_seq, lifted.seq
  into v_old_seq, v_seq
  from ship_private.lift_seq() as lifted;

  insert into ship.project as known (home_url, home_vault_url, home_database, home_since)
  values (
    ship_private.caller_home(), ship_private.normal_url(v_vault_url), ship_private.database_identity(), clock_timestamp()
  )
  on conflict (is_only_row) do update
  set
    home_url = excluded.home_url,
    home_vault_url = excluded.home_vault_url,
    home_database = excluded.home_database,
    home_since = excluded.home_since;

  insert into ship_private.audit_inbox (actor, action, subject, detail)
  values (
    v_actor, 'project.adopted', 'project',
    jsonb_strip_nulls(jsonb_build_object(
      'reason', btrim(adopt_home.reason),
      'from_url', coalesce(v_before.home_url, v_before.home_vault_url),
      'from_database', v_before.home_database,
      'url', ship_private.normal_url(v_vault_url),
      'database', ship_private.database_identity(),
      'from_seq', v_old_seq,
      'seq', v_seq,
      'ended', cardinality(v_open),
      'halted', v_halted
    ))
  );
  return jsonb_build_object('seq', v_seq, 'ended', cardinality(v_open), 'halted', v_halted, 'home', ship_private.home_status());
end;
$$;

revoke all on function ship_private.adopt_home(text, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.adopt_home(text, text) to service_role;

comment on function ship_private.adopt_home(text, text) is
  'This project is the home of these rows from now on: what is under way ends untold, rollouts stand still, and seq rises above whatever any copy may have told.';
