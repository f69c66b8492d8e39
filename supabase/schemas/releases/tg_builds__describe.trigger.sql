create function ship_private.tg_builds__describe()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because whoever may write down a build need not have rights on releases
begin
  return ship_private.describe_build(new);
end;
$$;

revoke all on function ship_private.tg_builds__describe() from public, anon, authenticated, service_role;

create trigger _300_describe
  before insert
  on ship.builds
  for each row
  when (current_setting('check_function_bodies') = 'on')
  execute function ship_private.tg_builds__describe();

comment on function ship_private.tg_builds__describe() is
  'A build that comes after its release knows its tag and its page from the beginning.';
