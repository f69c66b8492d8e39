create function ship_private.cutover_status(promotion uuid, hosts text[])
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- definer: because the steps of a cutover are one answer, whatever a caller may read
begin
  return (
    with wanted as (
      select distinct name
      from unnest(cutover_status.hosts) as name
      where name is not null
    ),
    done as (
      select
        wanted.name,
        coalesce(
          jsonb_agg(
            jsonb_build_object('step', cutover_steps.step, 'actor', cutover_steps.actor, 'done_at', cutover_steps.done_at)
            order by array_position(array['fetch', 'checkout', 'reset'], cutover_steps.step)
          ) filter (where cutover_steps.step is not null),
          '[]'
        ) as steps,
        count(cutover_steps.step) = 3 as is_done
      from wanted
      left join ship.cutover_steps
        on cutover_steps.promotion = cutover_status.promotion
        and cutover_steps.host = wanted.name
      group by wanted.name
    )
    select jsonb_build_object(
      -- without a host there is nothing to cut over
      'is_live', coalesce(bool_and(done.is_done), true),
      'hosts', coalesce(
        jsonb_agg(jsonb_build_object('host', done.name, 'is_done', done.is_done, 'steps', done.steps) order by done.name), '[]'
      )
    )
    from done
  );
end;
$$;

revoke all on function ship_private.cutover_status(uuid, text[]) from public, anon, authenticated, service_role;
grant execute on function ship_private.cutover_status(uuid, text[]) to service_role;

comment on function ship_private.cutover_status(uuid, text[]) is
  'How far the cutover is on each of these hosts; it is live when every one of them has taken all steps.';
