create function ship_private.tg_offers__guard()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because the guard reads tables on which the caller need not have rights
declare
  v_component ship.components;
begin
  -- a move of the component writes its own offer: it has been judged, and the clock says the rest
  if tg_op = 'INSERT' then
    select * into v_component from ship.components where components.key = new.component_key;
    perform ship_private.check_offer(new, v_component);
    if new.steps <> '[]' then
      new.steps := ship_private.parse_steps(new.steps, new.bps, clock_timestamp());
    end if;
  else
    perform ship_private.check_offer_change(old, new);
    new.steps := case
      when new.steps is distinct from old.steps then ship_private.parse_steps(new.steps, new.bps, clock_timestamp())
      -- what was to come comes as much later as it stood still
      when new.halted_at is null and old.halted_at is not null
        then ship_private.remaining_steps(new.steps, new.bps, clock_timestamp() - old.halted_at)
      else ship_private.remaining_steps(new.steps, new.bps, interval '0')
    end;
  end if;

  if new.bps > 0 and new.available_at is null then
    new.available_at := clock_timestamp();
  end if;
  if new.bps = 10000 and new.completed_at is null then
    new.completed_at := clock_timestamp();
  end if;
  if new.completed_at is not null or new.withdrawn_at is not null then
    new.steps := '[]';
  end if;
  new.next_step_at := case when new.halted_at is null then (new.steps #>> '{0,at}')::timestamptz end;
  return new;
end;
$$;

revoke all on function ship_private.tg_offers__guard() from public, anon, authenticated, service_role;

create trigger _200_guard
  before insert or update
  on ship.offers
  for each row
  -- pg_dump and pg_restore load with check_function_bodies off: the rows are as they were; complete_offers has judged what it writes
  when (current_setting('check_function_bodies') = 'on' and current_setting('ship.is_moving', true) is distinct from 'up')
  execute function ship_private.tg_offers__guard();

comment on function ship_private.tg_offers__guard() is
  'A share rises and falls only with a reason, 100 % is for good, a halted offer stands still, a withdrawn one is over; nothing is offered that can''t be installed.';
