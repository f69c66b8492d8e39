create function ship_private.rollout_status(component text)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- definer: because counts come from devices and runs, which nobody reads
begin
  return jsonb_build_object(
    'offers', (
      select coalesce(
        jsonb_agg(
          ship_private.describe_offer(offers) || jsonb_build_object(
            'told', (
              select coalesce(sum(push_runs.sent_count), 0)
              from ship.push_runs
              where push_runs.component_key = offers.component_key
                and push_runs.channel = offers.channel
                and push_runs.build = offers.build
            ),
            'failed', (
              select coalesce(sum(push_runs.device_count - push_runs.sent_count), 0)
              from ship.push_runs
              where push_runs.component_key = offers.component_key
                and push_runs.channel = offers.channel
                and push_runs.build = offers.build
            )
          )
          order by offers.component_key, offers.channel, offers.build desc
        ),
        '[]'
      )
      from ship.offers
      where (offers.component_key = rollout_status.component or rollout_status.component is null)
        -- what is still to decide, and what everybody has
        and (
          (offers.completed_at is null and offers.withdrawn_at is null)
          or offers.halted_at is not null
          or offers.build = (
            select max(newest.build)
            from ship.offers as newest
            where newest.component_key = offers.component_key
              and newest.channel = offers.channel
              and newest.completed_at is not null
              and newest.withdrawn_at is null
          )
        )
    ),
    'policies', (
      select coalesce(
        jsonb_agg(ship_private.describe_policy(update_policies) order by update_policies.component_key, update_policies.channel),
        '[]'
      )
      from ship.update_policies
      where update_policies.component_key = rollout_status.component
        or rollout_status.component is null
    )
  );
end;
$$;

revoke all on function ship_private.rollout_status(text) from public, anon, authenticated, service_role;
grant execute on function ship_private.rollout_status(text) to service_role;

comment on function ship_private.rollout_status(text) is
  'Every offer that is not over, with how many devices were told, and every policy; of one component, or of all when null.';
