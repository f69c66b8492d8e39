select plan(4);
select given_ios();
select given_devices(220);
select move('ios', 131);
select push_everything();
select given_devices(1000);
update ship.device_push_tokens set eligible_since = now(), last_registered_at = now() - interval '1 minute' where id > 220;
select move('ios', 132);
create temp table claimed as
select claim_batch() as batch;

select is(
  (select answer(batch, deaths(221, 900), 'progress', 900) ->> 'stop' from claimed), null,
  'most of the batch is gone, and none of them was ever told'
);
select is((select deactivated_count from ship.push_batches order by id desc limit 1), 0, 'they don''t count');
select is((select count(*) from ship.device_push_tokens where deactivated_at is not null), 680::bigint, 'they are deactivated');

-- a later batch of the same run: as if the established ones came after the strangers
update ship.push_batches set state = 'leased', lease_token = gen_random_uuid(), leased_until = now(), progress_id = 0, finished_at = null
where id = (select max(id) from ship.push_batches);
create temp table again as
select claim_batch() as batch;
select is(
  (select answer(batch, deaths(1, 101), 'progress', 150) ->> 'stop' from again), 'too_many_deactivations',
  'strangers make the share of the 220 established ones no smaller'
);

select * from finish();
