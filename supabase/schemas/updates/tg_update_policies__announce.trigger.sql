create function ship_private.tg_update_policies__announce()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because whoever may change a policy need not have rights on the outbox
declare
  v_component_key text := case when tg_op = 'DELETE' then old.component_key else new.component_key end;
  v_channel ship.release_channel := case when tg_op = 'DELETE' then old.channel else new.channel end;
  v_detail jsonb := case when tg_op = 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
begin
  if tg_op = 'UPDATE' and to_jsonb(new) - 'updated_at' = to_jsonb(old) - 'updated_at' then
    return null;
  end if;
  insert into ship_private.audit_inbox (actor, action, subject, detail)
  values (
    ship_private.current_actor(), case when tg_op = 'DELETE' then 'policy.cleared' else 'policy.set' end, v_component_key,
    jsonb_strip_nulls(v_detail - '{component_key,actor,updated_at}'::text[])
  );
  perform ship_private.announce_feed_change(v_component_key, v_channel);
  return null;
end;
$$;

revoke all on function ship_private.tg_update_policies__announce() from public, anon, authenticated, service_role;

create trigger _500_announce
  after insert or update or delete
  on ship.update_policies
  for each row
  when (current_setting('check_function_bodies') = 'on')
  execute function ship_private.tg_update_policies__announce();

comment on function ship_private.tg_update_policies__announce() is
  'Clients of the channel hear that there is something new in the feed, and the audit log what it is.';
