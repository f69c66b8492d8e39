create function ship_private.act_as(actor text)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  perform set_config(
    'ship.move',
    case when nullif(btrim(act_as.actor), '') is null then '' else jsonb_build_object('actor', left(btrim(act_as.actor), 200))::text end,
    true
  );
end;
$$;

revoke all on function ship_private.act_as(text) from public, anon, authenticated, service_role;

comment on function ship_private.act_as(text) is 'Whom the rest of this transaction names in the audit log; null: the caller''s role again.';
