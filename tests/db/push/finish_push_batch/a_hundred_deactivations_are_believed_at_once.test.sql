select plan(3);
select given_ios();
select given_devices(101);
select move('ios', 131);

create temp table claimed as
select claim_batch() as batch;
select is((select answer(batch, deaths(1, 100), 'progress', 100) ->> 'stop' from claimed), null, 'a small team may really be gone');
select is((select count(*) from ship.device_push_tokens where deactivated_at is not null), 100::bigint, 'all of them');
select is((select answer(batch, deaths(101, 101)) ->> 'stop' from claimed), 'too_many_deactivations', 'one more is one too many');

select * from finish();
