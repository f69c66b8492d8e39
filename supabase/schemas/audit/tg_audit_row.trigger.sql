create function ship_private.tg_audit_row()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because the inbox is written by nobody directly
-- The trigger's argument is the column that names the row; state that moves by itself (build, updated_at, seq) has its own entries.
declare
  v_old jsonb := case when tg_op = 'INSERT' then '{}'::jsonb else to_jsonb(old) end - '{build,updated_at,seq}'::text[];
  v_new jsonb := case when tg_op = 'DELETE' then '{}'::jsonb else to_jsonb(new) end - '{build,updated_at,seq}'::text[];
  v_changed jsonb;
begin
  select coalesce(jsonb_object_agg(key, value), '{}')
  into v_changed
  from jsonb_each(v_new)
  where (v_old -> key) is distinct from value;

  if tg_op = 'UPDATE' and v_changed = '{}' then
    return null;
  end if;

  insert into ship_private.audit_inbox (actor, action, subject, detail)
  values (
    ship_private.current_actor(),
    tg_table_name || '.' || lower(tg_op),
    coalesce(v_new ->> tg_argv[0], v_old ->> tg_argv[0], tg_table_name),
    case when tg_op = 'DELETE' then v_old else v_changed end
  );
  return null;
end;
$$;

revoke all on function ship_private.tg_audit_row() from public, anon, authenticated, service_role;

-- pg_dump and pg_restore load with check_function_bodies off; what they load brings the log along.
-- An inserted component has its own entry, component.added; a moved build has build.moved.
create trigger _900_audit
  after update of position, label, name, kind, host, path, description, version, has_store, store_url, retired_at or delete
  on ship.components
  for each row
  when (current_setting('check_function_bodies') = 'on')
  execute function ship_private.tg_audit_row('key');

create trigger _900_audit
  after insert or update or delete
  on ship.component_topics
  for each row
  when (current_setting('check_function_bodies') = 'on')
  execute function ship_private.tg_audit_row('component_key');

create trigger _900_audit
  after insert or update or delete
  on ship.push_templates
  for each row
  when (current_setting('check_function_bodies') = 'on')
  execute function ship_private.tg_audit_row('component_key');

create trigger _900_audit
  after insert or update or delete
  on ship.builds
  for each row
  -- what a move writes down is told by build.moved
  when (current_setting('check_function_bodies') = 'on' and coalesce(current_setting('ship.is_moving', true), '') = '')
  execute function ship_private.tg_audit_row('component_key');

create trigger _900_audit
  after insert or update or delete
  on ship.transports
  for each row
  when (current_setting('check_function_bodies') = 'on')
  execute function ship_private.tg_audit_row('transport');

create trigger _900_audit
  after insert or update or delete
  on ship.push_policy
  for each row
  when (current_setting('check_function_bodies') = 'on')
  execute function ship_private.tg_audit_row('is_only_row');

create trigger _900_audit
  after insert or update or delete
  on ship.broadcast_policy
  for each row
  when (current_setting('check_function_bodies') = 'on')
  execute function ship_private.tg_audit_row('is_only_row');

create trigger _900_audit
  after insert or update or delete
  on ship.ship_policy
  for each row
  when (current_setting('check_function_bodies') = 'on')
  execute function ship_private.tg_audit_row('is_only_row');

create trigger _900_audit
  after insert or update or delete
  on ship.release_policy
  for each row
  when (current_setting('check_function_bodies') = 'on')
  execute function ship_private.tg_audit_row('is_only_row');

create trigger _900_audit
  after insert or update or delete
  on ship.environment_policy
  for each row
  when (current_setting('check_function_bodies') = 'on')
  execute function ship_private.tg_audit_row('is_only_row');

create trigger _900_audit
  after update of name or delete
  on ship.manifest_head
  for each row
  when (current_setting('check_function_bodies') = 'on')
  execute function ship_private.tg_audit_row('name');

create trigger _900_audit
  after insert or update or delete
  on ship.host_policy
  for each row
  when (current_setting('check_function_bodies') = 'on')
  execute function ship_private.tg_audit_row('is_only_row');

create trigger _900_audit
  after insert or update or delete
  on ship.ledger_policy
  for each row
  when (current_setting('check_function_bodies') = 'on')
  execute function ship_private.tg_audit_row('is_only_row');

create trigger _900_audit
  after insert or update or delete
  on ship.job_policy
  for each row
  when (current_setting('check_function_bodies') = 'on')
  execute function ship_private.tg_audit_row('is_only_row');

create trigger _900_audit
  after insert or update or delete
  on ship.key_policy
  for each row
  when (current_setting('check_function_bodies') = 'on')
  execute function ship_private.tg_audit_row('is_only_row');

create trigger _900_audit
  after insert or update or delete
  on ship.store_policy
  for each row
  when (current_setting('check_function_bodies') = 'on')
  execute function ship_private.tg_audit_row('is_only_row');

comment on function ship_private.tg_audit_row() is 'Writes who changed which columns of a configuration row, and to what.';
