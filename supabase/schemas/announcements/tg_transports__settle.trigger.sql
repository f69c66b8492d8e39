create function ship_private.tg_transports__settle()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because whoever may switch a transport need not have rights on the outbox
begin
  -- a move that is under way may have seen it on, and what it makes is not seen here
  perform ship_private.lock_moves();
  perform ship_private.end_deliveries(
    array(
      select deliveries.id
      from ship.deliveries
      where deliveries.transport = new.transport
        and deliveries.state in ('pending', 'leased')
      order by deliveries.id
    ),
    'transport_off',
    format('%s was switched off', new.transport)
  );
  return null;
end;
$$;

revoke all on function ship_private.tg_transports__settle() from public, anon, authenticated, service_role;

create trigger _500_settle
  after update of is_on
  on ship.transports
  for each row
  when (old.is_on and not new.is_on)
  execute function ship_private.tg_transports__settle();

comment on function ship_private.tg_transports__settle() is
  'A transport that is switched off also ends what is pending over it.';
