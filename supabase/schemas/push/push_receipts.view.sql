create view ship.push_receipts
with (security_invoker = true)
as
select
  push_runs.seq,
  deliveries.announcement_id,
  push_runs.id as run_id,
  push_runs.component_key,
  push_runs.channel,
  push_runs.build,
  push_runs.from_bps,
  push_runs.to_bps,
  push_runs.topic,
  push_runs.apns_environment,
  push_runs.state,
  push_runs.stop_reason,
  push_runs.device_count,
  push_runs.sent_count,
  batches.first_answer_at,
  batches.last_answer_at,
  batches.batch_count,
  batches.takeover_count,
  batches.workers
from ship.push_runs
join ship.deliveries on deliveries.id = push_runs.delivery_id
left join lateral (
  select
    min(push_batches.first_answer_at) as first_answer_at,
    max(push_batches.last_answer_at) as last_answer_at,
    count(*) as batch_count,
    sum(push_batches.takeover_count) as takeover_count,
    array_agg(distinct push_batches.worker) filter (where push_batches.worker is not null) as workers
  from ship.push_batches
  where push_batches.run_id = push_runs.id
) as batches on true;

revoke all on ship.push_receipts from public, anon, authenticated, service_role;
grant select on ship.push_receipts to service_role;

comment on view ship.push_receipts is
  'For one announcement: how many were told, when the first and the last, and which invocations did it. Who was not and why: ship.push_failures.';
