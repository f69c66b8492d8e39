create function ship_private.audit_environment(actor text, action text, subject text, detail jsonb)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  perform ship_private.act_as(audit_environment.actor);
  insert into ship_private.audit_inbox (actor, action, subject, detail)
  values (
    ship_private.current_actor(), audit_environment.action, audit_environment.subject, jsonb_strip_nulls(audit_environment.detail)
  );
  perform ship_private.act_as(null);
end;
$$;

revoke all on function ship_private.audit_environment(text, text, text, jsonb) from public, anon, authenticated, service_role;

comment on function ship_private.audit_environment(text, text, text, jsonb) is
  'Chains what happened to an environment, in the name of whoever did it.';
