create function ship_private.supersede(seq bigint, changes ship_private.component_change[])
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_change ship_private.component_change;
begin
  -- One by one, by scalars: a join with the changes costs a tenth of a millisecond more per move, and mostly there is only one.
  foreach v_change in array supersede.changes loop
    -- a share of the devices hears of a newer build; the others still have to hear of the older one
    continue when v_change.event <> 'build-available';

    update ship.push_runs
    set state = 'superseded', finished_at = clock_timestamp()
    where push_runs.component_key = v_change.component_key
      and push_runs.channel = v_change.channel
      and push_runs.seq < supersede.seq
      and push_runs.state in ('running', 'retrying')
      -- earlier steps of the same rollout tell their own devices
      and (push_runs.salt = v_change.salt) is not true
      -- a higher build that is still rolled out has others to tell; one that was complete is rolled back
      and (push_runs.build <= v_change.build or not exists (
        select
        from ship.offers
        where offers.salt = push_runs.salt
          and offers.completed_at is null
      ));

    update ship.deliveries
    set state = 'superseded', finished_at = clock_timestamp()
    where deliveries.component_key = v_change.component_key
      and deliveries.channel = v_change.channel
      and deliveries.seq < supersede.seq
      -- the first condition is that of the index
      and deliveries.state in ('pending', 'leased')
      and deliveries.state = 'pending'
      and (deliveries.kind <> 'push' or not exists (
        select
        from ship.push_runs
        where push_runs.delivery_id = deliveries.id
          and push_runs.state in ('running', 'retrying')
      ));
  end loop;
end;
$$;

revoke all on function ship_private.supersede(bigint, ship_private.component_change[])
  from public, anon, authenticated, service_role;

comment on function ship_private.supersede(bigint, ship_private.component_change[]) is
  'A build that everybody may have ends what is still pending of an earlier seq on its channel, but for the earlier steps of its own rollout. Chat is never superseded.';
