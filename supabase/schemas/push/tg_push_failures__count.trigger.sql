create function ship_private.tg_push_failures__count()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because the counts are written by nobody directly
begin
  if tg_op = 'INSERT' then
    insert into ship.push_failure_counts as counts (run_id, reason, failed_count, retrying_count)
    select after.run_id, after.reason, count(*), count(after.retry_at)
    from after
    group by after.run_id, after.reason
    order by after.run_id, after.reason
    on conflict (run_id, reason) do update
    set
      failed_count = counts.failed_count + excluded.failed_count,
      retrying_count = counts.retrying_count + excluded.retrying_count;
  elsif tg_op = 'DELETE' then
    update ship.push_failure_counts as counts
    set
      failed_count = counts.failed_count - gone.failed_count,
      retrying_count = counts.retrying_count - gone.retrying_count
    from (
      select before.run_id, before.reason, count(*) as failed_count, count(before.retry_at) as retrying_count
      from before
      group by before.run_id, before.reason
    ) as gone
    where counts.run_id = gone.run_id
      and counts.reason = gone.reason;
  else
    insert into ship.push_failure_counts as counts (run_id, reason, failed_count, retrying_count)
    select changed.run_id, changed.reason, sum(changed.failed_count), sum(changed.retrying_count)
    from (
      select after.run_id, after.reason, 1 as failed_count, (after.retry_at is not null)::integer as retrying_count
      from after
      union all
      select before.run_id, before.reason, -1, -(before.retry_at is not null)::integer
      from before
    ) as changed
    group by changed.run_id, changed.reason
    having sum(changed.failed_count) <> 0 or sum(changed.retrying_count) <> 0
    order by changed.run_id, changed.reason
    on conflict (run_id, reason) do update
    set
      failed_count = counts.failed_count + excluded.failed_count,
      retrying_count = counts.retrying_count + excluded.retrying_count;
  end if;
  return null;
end;
$$;

revoke all on function ship_private.tg_push_failures__count() from public, anon, authenticated, service_role;

create trigger _500_count_inserted
  after insert
  on ship.push_failures
  referencing new table as after
  for each statement
  -- a dump brings the counts along
  when (current_setting('check_function_bodies') = 'on')
  execute function ship_private.tg_push_failures__count();

create trigger _500_count_updated
  after update
  on ship.push_failures
  referencing old table as before new table as after
  for each statement
  execute function ship_private.tg_push_failures__count();

create trigger _500_count_deleted
  after delete
  on ship.push_failures
  referencing old table as before
  for each statement
  execute function ship_private.tg_push_failures__count();

comment on function ship_private.tg_push_failures__count() is 'Counts a run''s failures per reason as they come, change and go.';
