select plan(3);
select given_ios();
select given_transports('apns');
select move('ios', 131);
insert into ship.push_failures (run_id, device_id, status, reason)
select (select min(id) from ship.push_runs), device, 400, 'BadDeviceToken'
from generate_series(1, 5000) as device;

create function pg_temp.failures_read_by(statement text)
returns bigint
language plpgsql
as $$
declare
  v_before bigint;
begin
  v_before := (
    select seq_tup_read + coalesce(idx_tup_fetch, 0) from pg_stat_xact_user_tables where relid = 'ship.push_failures'::regclass
  );
  execute failures_read_by.statement;
  return (
    select seq_tup_read + coalesce(idx_tup_fetch, 0) from pg_stat_xact_user_tables where relid = 'ship.push_failures'::regclass
  ) - v_before;
end;
$$;

select is(pg_temp.failures_read_by('select ship.announcement_progress()'), 0::bigint, 'a look costs the same with a million of them');
select is(ship.announcement_progress() #> '{runs,0,failures}', '{"BadDeviceToken": 5000}', 'and knows them all');
analyze ship.push_failures;
select cmp_ok(
  pg_temp.failures_read_by('select ship.announcement_report((select id from ship.announcements))'), '<=', 200::bigint,
  'a report reads the first hundred'
);

select * from finish();
