select plan(6);
select given_ios();
select given_devices(220);
select move('ios', 131);
select push_everything();
select given_devices(300);
select move('ios', 132);
create temp table claimed as
select claim_batch() as batch;
-- a key for one environment only: nobody is tried on both hosts
select answer(batch, (
  select jsonb_agg(outcome(id, 400, 'BadDeviceToken', 'failed', '{"both_hosts": false}'))
  from generate_series(221, 520) as id
)) from claimed;
select is(
  (select state from ship.push_runs where apns_environment = 'production' order by id desc limit 1), 'finished', 'refused for the first time, they stop nothing'
);

select move('ios', 133);
truncate claimed;
insert into claimed
select claim_batch();
select is(
  (
    select answer(batch, (
      select jsonb_agg(outcome(id, 400, 'BadDeviceToken', 'failed', '{"both_hosts": false}'))
      from generate_series(221, 520) as id
    )) -> 'stop'
    from claimed
  ),
  'null', 'nor when they are old: they were never told'
);
select is(
  (select mature_answer_count from ship.push_runs where apns_environment = 'production' order by id desc limit 1), 220::bigint, 'they are on neither side of the share'
);
select is(
  (select count(*) from ship.device_push_tokens where deactivated_at is not null), 300::bigint,
  'and what was refused twice, and accepted never, has expired'
);

-- they come back: old rows, registered just now
update ship.device_push_tokens
set deactivated_at = null, deactivation_reason = null, eligible_since = clock_timestamp()
where deactivated_at is not null;
select move('ios', 134);
truncate claimed;
insert into claimed
select claim_batch();
select is(
  (
    select answer(batch, (
      select jsonb_agg(outcome(id, 400, 'BadDeviceToken', 'failed', '{"both_hosts": true}'))
      from generate_series(221, 520) as id
    )) -> 'stop'
    from claimed
  ),
  'null', 'who came back stops nothing either'
);
select is(
  (select count(*) from ship.device_push_tokens where deactivated_at is not null), 300::bigint, 'and is out again'
);
select * from finish();
