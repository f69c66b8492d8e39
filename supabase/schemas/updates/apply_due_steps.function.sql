create function ship_private.apply_due_steps()
returns integer
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_offer ship.offers;
  v_bps integer;
  v_count integer := 0;
begin
  if not exists (select from ship.offers where offers.next_step_at <= clock_timestamp()) then
    return 0;
  end if;
  perform ship_private.lock_moves();

  for v_offer in
    select *
    from ship.offers
    where offers.next_step_at <= clock_timestamp()
    order by offers.next_step_at, offers.salt
  loop
    -- of steps that were missed only the last counts
    select max((step ->> 'bps')::integer)
    into v_bps
    from jsonb_array_elements(v_offer.steps) as step
    where (step ->> 'at')::timestamptz <= clock_timestamp();
    begin
      perform ship_private.set_rollout(
        v_offer.component_key, v_offer.channel::text, v_offer.build, greatest(v_bps, v_offer.bps), null, 'sweep'
      );
      v_count := v_count + 1;
    exception
      -- one rollout that can't rise (overtaken, withdrawn elsewhere) is halted, and says why
      when sqlstate 'PT409' then
        perform ship_private.halt_rollout(
          v_offer.component_key, v_offer.channel::text, v_offer.build, format('its step to %s bps was refused: %s', v_bps, sqlerrm), 'sweep'
        );
      -- nothing of it may hold up the sweep; the next one tries again
      when others then
        raise warning using message = 'step_failed', detail = sqlerrm;
    end;
  end loop;
  return v_count;
end;
$$;

revoke all on function ship_private.apply_due_steps() from public, anon, authenticated, service_role;

comment on function ship_private.apply_due_steps() is
  'Takes every rollout whose step has come to its share, and tells the newcomers; a halted one stands still.';
