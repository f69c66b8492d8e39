create view ship.delivery_report
with (security_invoker = true)
as
select
  announcements.seq,
  announcements.announced_at,
  announcements.is_forced,
  deliveries.announcement_id,
  deliveries.transport,
  deliveries.component_key,
  deliveries.channel,
  changes.previous_build,
  changes.build,
  deliveries.state,
  deliveries.attempt_count,
  deliveries.last_status,
  deliveries.last_error,
  runs.sent_count,
  runs.device_count,
  deliveries.finished_at,
  deliveries.finished_at - announcements.announced_at as lag
from ship.deliveries
join ship.announcements on announcements.id = deliveries.announcement_id
left join ship.announced_changes as changes
  on changes.announcement_id = deliveries.announcement_id
  and changes.component_key = deliveries.component_key
  and changes.channel = deliveries.channel
left join lateral (
  select sum(push_runs.sent_count) as sent_count, sum(push_runs.device_count) as device_count
  from ship.push_runs
  where push_runs.delivery_id = deliveries.id
) as runs on true;

revoke all on ship.delivery_report from public, anon, authenticated, service_role;
grant select on ship.delivery_report to service_role;

comment on view ship.delivery_report is 'The auditor''s first question: what was announced, over what, how did it end, how long did it take.';
