create function ship_private.tg_refuse_change()
returns trigger
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  raise exception using
    errcode = 'PT409',
    message = 'row_is_append_only',
    detail  = format('%s on %I.%I is refused for every role', tg_op, tg_table_schema, tg_table_name),
    hint    = 'Record a new fact instead of changing an old one.';
end;
$$;

revoke all on function ship_private.tg_refuse_change() from public, anon, authenticated, service_role;

create trigger _100_refuse_change
  before update or delete or truncate
  on ship.audit_log
  for each statement
  execute function ship_private.tg_refuse_change();

create trigger _100_refuse_change
  before update or delete or truncate
  on ship.build_moves
  for each statement
  execute function ship_private.tg_refuse_change();

create trigger _100_refuse_change
  before update or delete or truncate
  on ship.artifacts
  for each statement
  execute function ship_private.tg_refuse_change();

create trigger _100_refuse_change
  before delete or truncate
  on ship.offers
  for each statement
  execute function ship_private.tg_refuse_change();

comment on function ship_private.tg_refuse_change() is 'What is recorded stays as it was recorded.';
