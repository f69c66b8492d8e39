create function ship_private.tg_lock_moves()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because whoever may change these need not have rights on ship_private
begin
  perform ship_private.lock_moves();
  return null;
end;
$$;

revoke all on function ship_private.tg_lock_moves() from public, anon, authenticated, service_role;

create trigger _100_lock
  before insert or update
  on ship.offers
  for each statement
  when (current_setting('check_function_bodies') = 'on' and coalesce(current_setting('ship.is_moving', true), '') = '')
  execute function ship_private.tg_lock_moves();

create trigger _100_lock
  before insert or update or delete
  on ship.update_policies
  for each statement
  when (current_setting('check_function_bodies') = 'on')
  execute function ship_private.tg_lock_moves();

comment on function ship_private.tg_lock_moves() is
  'A change of an offer or a policy made by hand waits for registrations and for other changes too, as a move of a build does.';
