create function ship_private.sweep()
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because an operator may sweep by hand without rights on the outbox
declare
  v_missed ship_private.component_change[];
  v_announce boolean;
  v_push boolean;
  v_away text;
  v_vault text;
  v_tidied_at timestamptz;
begin
  if not pg_catalog.pg_try_advisory_xact_lock(7547, 4) then
    return jsonb_build_object('swept', false);
  end if;
  v_away := ship_private.look_for_home();
  if v_away is not null then
    if v_away = 'database_other' then
      perform ship_private.ask_for_home();
    end if;
    return jsonb_build_object('swept', false, 'away', v_away);
  end if;
  perform ship_private.heal_sequences();

  perform ship_private.record_missing_baselines();
  v_missed := ship_private.find_unrecorded_moves();
  if v_missed is not null then
    perform ship_private.lock_moves();
    v_missed := ship_private.find_unrecorded_moves();
    -- whoever held the lock may have moved it on, and announced it
    if v_missed is not null then
      v_missed := ship_private.settle_offers(v_missed);
      perform ship_private.record_moves(v_missed, 'reconcile', ship_private.announce(v_missed));
    end if;
  end if;

  perform ship_private.apply_due_steps();
  perform ship_private.expire_deliveries();
  perform ship_private.expire_runs();
  perform ship_private.jobs_sweep();
  perform ship_private.store_sweep();

  v_announce := ship_private.has_due_deliveries();
  v_push := ship_private.has_due_pushes();
  if v_announce or v_push then
    perform ship_private.call_functions(
      array_remove(array[case when v_announce then 'announce' end, case when v_push then 'push' end], null),
      'sweep'
    );
  end if;

  v_tidied_at := ship_private.tidy_up();

  insert into ship_private.sweeps as last (last_at, tidied_at)
  values (clock_timestamp(), v_tidied_at)
  on conflict (is_only_row) do update
  set last_at = excluded.last_at, tidied_at = excluded.tidied_at;
  v_vault := (select vault.state from ship_private.read_vault() as vault);
  return jsonb_build_object(
    'swept', true,
    'missed', coalesce(cardinality(v_missed), 0),
    'announce', v_announce,
    'push', v_push
  ) || case when v_vault = 'ready' then '{}' else jsonb_build_object('vault', v_vault) end;
end;
$$;

revoke all on function ship_private.sweep() from public, anon, authenticated, service_role;
grant execute on function ship_private.sweep() to service_role;

comment on function ship_private.sweep() is
  'The guarantee: announces what moved unnoticed, takes rollouts their next step, ends what expired, misses jobs that did not run, and calls the functions while anything is due. On a copy of the project it does nothing and says so.';
