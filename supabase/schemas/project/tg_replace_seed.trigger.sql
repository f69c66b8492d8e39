create function ship_private.tg_replace_seed()
returns trigger
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  -- the trigger's argument is the key
  execute format('delete from %I.%I where %I::text = $1', tg_table_schema, tg_table_name, tg_argv[0])
  using to_jsonb(new) ->> tg_argv[0];
  return new;
end;
$$;

revoke all on function ship_private.tg_replace_seed() from public, anon, authenticated, service_role;

-- A restore loads rows in a replica session, or as pg_dump and pg_restore begin every script: with check_function_bodies off.
-- These triggers fire in both, also where all others are silent.
create trigger _100_replace_seed
  before insert
  on ship.project
  for each row
  when (current_setting('session_replication_role') = 'replica' or current_setting('check_function_bodies') = 'off')
  execute function ship_private.tg_replace_seed('is_only_row');
alter table ship.project enable always trigger _100_replace_seed;

create trigger _100_replace_seed
  before insert
  on ship.manifest_head
  for each row
  when (current_setting('session_replication_role') = 'replica' or current_setting('check_function_bodies') = 'off')
  execute function ship_private.tg_replace_seed('is_only_row');
alter table ship.manifest_head enable always trigger _100_replace_seed;

create trigger _100_replace_seed
  before insert
  on ship.push_policy
  for each row
  when (current_setting('session_replication_role') = 'replica' or current_setting('check_function_bodies') = 'off')
  execute function ship_private.tg_replace_seed('is_only_row');
alter table ship.push_policy enable always trigger _100_replace_seed;

create trigger _100_replace_seed
  before insert
  on ship.broadcast_policy
  for each row
  when (current_setting('session_replication_role') = 'replica' or current_setting('check_function_bodies') = 'off')
  execute function ship_private.tg_replace_seed('is_only_row');
alter table ship.broadcast_policy enable always trigger _100_replace_seed;

create trigger _100_replace_seed
  before insert
  on ship.ship_policy
  for each row
  when (current_setting('session_replication_role') = 'replica' or current_setting('check_function_bodies') = 'off')
  execute function ship_private.tg_replace_seed('is_only_row');
alter table ship.ship_policy enable always trigger _100_replace_seed;

create trigger _100_replace_seed
  before insert
  on ship.release_policy
  for each row
  when (current_setting('session_replication_role') = 'replica' or current_setting('check_function_bodies') = 'off')
  execute function ship_private.tg_replace_seed('is_only_row');
alter table ship.release_policy enable always trigger _100_replace_seed;

create trigger _100_replace_seed
  before insert
  on ship.environment_policy
  for each row
  when (current_setting('session_replication_role') = 'replica' or current_setting('check_function_bodies') = 'off')
  execute function ship_private.tg_replace_seed('is_only_row');
alter table ship.environment_policy enable always trigger _100_replace_seed;

create trigger _100_replace_seed
  before insert
  on ship.transports
  for each row
  when (current_setting('session_replication_role') = 'replica' or current_setting('check_function_bodies') = 'off')
  execute function ship_private.tg_replace_seed('transport');
alter table ship.transports enable always trigger _100_replace_seed;

create trigger _100_replace_seed
  before insert
  on ship_private.sweeps
  for each row
  when (current_setting('session_replication_role') = 'replica' or current_setting('check_function_bodies') = 'off')
  execute function ship_private.tg_replace_seed('is_only_row');
alter table ship_private.sweeps enable always trigger _100_replace_seed;

create trigger _100_replace_seed
  before insert
  on ship.host_policy
  for each row
  when (current_setting('session_replication_role') = 'replica' or current_setting('check_function_bodies') = 'off')
  execute function ship_private.tg_replace_seed('is_only_row');
alter table ship.host_policy enable always trigger _100_replace_seed;

create trigger _100_replace_seed
  before insert
  on ship.ledger_policy
  for each row
  when (current_setting('session_replication_role') = 'replica' or current_setting('check_function_bodies') = 'off')
  execute function ship_private.tg_replace_seed('is_only_row');
alter table ship.ledger_policy enable always trigger _100_replace_seed;

create trigger _100_replace_seed
  before insert
  on ship.job_policy
  for each row
  when (current_setting('session_replication_role') = 'replica' or current_setting('check_function_bodies') = 'off')
  execute function ship_private.tg_replace_seed('is_only_row');
alter table ship.job_policy enable always trigger _100_replace_seed;

create trigger _100_replace_seed
  before insert
  on ship.key_policy
  for each row
  when (current_setting('session_replication_role') = 'replica' or current_setting('check_function_bodies') = 'off')
  execute function ship_private.tg_replace_seed('is_only_row');
alter table ship.key_policy enable always trigger _100_replace_seed;

create trigger _100_replace_seed
  before insert
  on ship.store_policy
  for each row
  when (current_setting('session_replication_role') = 'replica' or current_setting('check_function_bodies') = 'off')
  execute function ship_private.tg_replace_seed('is_only_row');
alter table ship.store_policy enable always trigger _100_replace_seed;

comment on function ship_private.tg_replace_seed() is
  'A dump of the data loads into a project that already has the rows that every project has: the dump''s take their places.';
