create function ship_private.clear_update_policy(component text, channel text, reason text, actor text)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because policies are written by nobody directly
declare
  v_channel ship.release_channel := coalesce(ship_private.parse_channel(clear_update_policy.channel), 'live');
  v_is_cleared boolean;
begin
  perform ship_private.require_reason(clear_update_policy.reason);
  perform ship_private.lock_moves();
  perform ship_private.act_as(clear_update_policy.actor);
  -- the audit log says why it ended, not why it was set
  delete from ship.update_policies
  where update_policies.component_key = clear_update_policy.component
    and update_policies.channel = v_channel;
  v_is_cleared := found;
  if v_is_cleared then
    insert into ship_private.audit_inbox (actor, action, subject, detail)
    values (
      ship_private.current_actor(), 'policy.lifted', clear_update_policy.component,
      jsonb_build_object('channel', v_channel, 'reason', left(btrim(clear_update_policy.reason), 500))
    );
  end if;
  perform ship_private.act_as(null);
  return v_is_cleared;
end;
$$;

revoke all on function ship_private.clear_update_policy(text, text, text, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.clear_update_policy(text, text, text, text) to service_role;

comment on function ship_private.clear_update_policy(text, text, text, text) is
  'Lifts the policy of a channel, at once and for everybody; whether there was one.';
