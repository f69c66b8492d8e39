select plan(7);
select given_ios();
select given_devices(6);
select given_transports('apns');
select move('ios', 131);

create function pg_temp.counted()
returns text[]
language sql
as $$
  select coalesce(array_agg(format('%s %s %s', reason, failed_count, retrying_count) order by reason), '{}')
  from ship.push_failure_counts
  where failed_count > 0;
$$;
create function pg_temp.is_right()
returns boolean
language sql
as $$
  select not exists (
    select from (
      select run_id, reason, count(*) as failed, count(retry_at) as retrying from ship.push_failures group by run_id, reason
      except all
      select run_id, reason, failed_count, retrying_count from ship.push_failure_counts
    ) as difference
  );
$$;

select answer(claim_batch(), jsonb_build_array(
  outcome(1, 503, 'ServiceUnavailable', 'retry'), outcome(2, 503, 'ServiceUnavailable', 'retry'),
  outcome(3, 400, 'BadDeviceToken', 'failed'), outcome(4, 410, 'Unregistered', 'dead', '{"timestamp_ms": 1}')
));
select is(pg_temp.counted(), array['BadDeviceToken 1 0', 'ServiceUnavailable 2 2', 'Unregistered 1 0'], 'per reason, and how many are tried again');
select is(
  (ship.announcement_progress() #> '{runs,0}') -> 'failures', '{"BadDeviceToken": 1, "ServiceUnavailable": 2, "Unregistered": 1}', 'as progress shows them'
);
select is(ship.announcement_progress() #> '{runs,0,retrying}', '2', 'and how many are to be tried again');

update ship.push_failures set retry_at = clock_timestamp() where retry_at is not null;
create temp table retried as
select claim_batch() as batch;
select is(pg_temp.counted(), array['BadDeviceToken 1 0', 'ServiceUnavailable 2 0', 'Unregistered 1 0'], 'while they are being retried');
select answer(batch, jsonb_build_array(outcome(1, 400, 'TopicDisallowed', 'failed'))) from retried;
select is(
  pg_temp.counted(), array['BadDeviceToken 1 0', 'TopicDisallowed 1 0', 'Unregistered 1 0'], 'one has another reason now, one was told'
);
select ok(pg_temp.is_right(), 'the counts are those of the rows');

update ship.push_runs set finished_at = now() - interval '91 days', state = 'finished' where true;
select ship.sweep();
select is(pg_temp.counted(), '{}', 'what is forgotten is not counted');

select * from finish();
