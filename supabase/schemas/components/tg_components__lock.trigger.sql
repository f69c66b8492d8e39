create function ship_private.tg_components__lock()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because whoever may move a build need not have rights on ship_private
begin
  perform ship_private.lock_moves();
  return null;
end;
$$;

revoke all on function ship_private.tg_components__lock() from public, anon, authenticated, service_role;

create trigger _100_lock
  before update of build
  on ship.components
  for each statement
  execute function ship_private.tg_components__lock();

comment on function ship_private.tg_components__lock() is
  'Every device that registered before this move is visible to it, and none registers with the older build meanwhile.';
