select plan(17);
select given_transports('telegram');
select given_job('retention', '0 3 * * *', '-9 minutes'), given_job('backup', due => '1 hour');
create function pg_temp.told()
returns bigint
language sql
as $$
  select count(*) from ship.deliveries join ship.finding_reports on finding_reports.id = deliveries.finding_report_id;
$$;

select ship.sweep();
select is((select state from ship.jobs where key = 'retention'), 'ok', 'while its grace lasts a run is not missed');
select is(pg_temp.told(), 0::bigint, 'nor told');

update ship.jobs set next_due_at = date_trunc('minute', clock_timestamp()) - interval '11 minutes' where key = 'retention';
create temp table due as select next_due_at as at from ship.jobs where key = 'retention';
select is(ship.sweep() ->> 'swept', 'true', 'a sweep');
select is((select state from ship.jobs where key = 'retention'), 'missed', 'promise 135: then it is missed');
select is((select missed_since from ship.jobs where key = 'retention'), (select at from due), 'since it was due');
select ok((select next_due_at > clock_timestamp() from ship.jobs where key = 'retention'), 'and waited for again');
select is((select state from ship.jobs where key = 'backup'), 'ok', 'alone');
select is(
  (select message from ship.invariants where source = 'jobs' and key = 'retention'),
  format(
    'retention has not run: it was due at %s UTC, and nothing was heard of it within 00:10:00',
    to_char((select at from due) at time zone 'UTC', 'YYYY-MM-DD HH24:MI')
  ),
  'it says what was missed'
);
select is(audited('finding.%'), array['finding.opened'], 'the log has it');
select is(pg_temp.told(), 1::bigint, 'the chat hears it');

select ship.sweep();
update ship.jobs set next_due_at = clock_timestamp() - interval '1 day' where key = 'retention';
select ship.sweep();
select is((select missed_count from ship.jobs where key = 'retention'), 2, 'the next one is missed as well');
select is((select missed_since from ship.jobs where key = 'retention'), (select at from due), 'since the first');
select is(pg_temp.told(), 1::bigint, 'which is not told again');

select ship.heartbeat('retention');
select is((select state || missed_count from ship.jobs where key = 'retention'), 'ok0', 'promise 135: the next run is a recovery');
select ship.heartbeat('retention');
select ship.sweep();
select is(audited('finding.%'), array['finding.opened', 'finding.healed'], 'which is told once');
select is(pg_temp.told(), 2::bigint, 'in the chat as well');
select is((select healed from ship.finding_reports order by id desc limit 1) -> 0 ->> 'key', 'retention', 'by its name');

select * from finish();
