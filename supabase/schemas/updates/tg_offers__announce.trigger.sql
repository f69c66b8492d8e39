create function ship_private.tg_offers__announce()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because whoever may change an offer need not have rights on the outbox
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - 'bps_reason' = to_jsonb(old) - 'bps_reason' then
    return null;
  end if;
  perform ship_private.audit_offer(case when tg_op = 'UPDATE' then old end, new);

  if new.withdrawn_at is not null or new.halted_at is not null then
    if tg_op = 'UPDATE' and row(old.withdrawn_at, old.halted_at) is distinct from row(new.withdrawn_at, new.halted_at) then
      perform ship_private.stop_offer_runs(
        new,
        case when new.withdrawn_at is null then 'halted' else 'withdrawn' end,
        coalesce(new.withdraw_reason, new.halt_reason)
      );
      perform ship_private.announce_offer(new, 'policy-changed');
    end if;
    return null;
  end if;

  if tg_op = 'UPDATE' and old.halted_at is not null then
    perform ship_private.continue_offer_runs(new);
  end if;

  if new.completed_at is not null and new.channel = 'live' then
    -- also when it goes on after a rollback; below what everybody has, it is only back in the feed
    if not ship_private.move_to_offer(new) and tg_op = 'UPDATE' then
      perform ship_private.announce_offer(new, 'policy-changed');
    end if;
  elsif new.bps > (case when tg_op = 'UPDATE' and old.halted_at is null then old.bps else 0 end) then
    perform ship_private.announce_offer(new, case when new.bps = 10000 then 'build-available' else 'build-offered' end);
  elsif tg_op = 'UPDATE' and new.bps < old.bps then
    perform ship_private.announce_offer(new, 'policy-changed');
  end if;
  return null;
end;
$$;

revoke all on function ship_private.tg_offers__announce() from public, anon, authenticated, service_role;

create trigger _500_announce
  after insert or update
  on ship.offers
  for each row
  -- what a move of the component changes is announced by that move
  when (current_setting('check_function_bodies') = 'on' and coalesce(current_setting('ship.is_moving', true), '') = '')
  execute function ship_private.tg_offers__announce();

comment on function ship_private.tg_offers__announce() is
  'An offer that begins, rises, halts, goes on or ends tells whom it concerns; complete on live it moves the component. In the same transaction, whoever changed the row.';
