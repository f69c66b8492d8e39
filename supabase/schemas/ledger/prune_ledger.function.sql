create function ship_private.prune_ledger()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  -- a slice a minute, as in ship_private.prune
  c_slice constant integer := 1000;
  v_before timestamptz;
begin
  select clock_timestamp() - ledger_policy.keep_done_steps
  into v_before
  from ship.ledger_policy
  where ledger_policy.is_only_row;

  delete from ship.operator_steps
  where operator_steps.id = any (array(
    select old.id
    from ship.operator_steps as old
    where old.done_at < v_before
    order by old.done_at
    limit c_slice
  ));
end;
$$;

revoke all on function ship_private.prune_ledger() from public, anon, authenticated, service_role;

comment on function ship_private.prune_ledger() is 'Forgets steps that were done long ago, as ledger_policy says. Never one that is open.';
