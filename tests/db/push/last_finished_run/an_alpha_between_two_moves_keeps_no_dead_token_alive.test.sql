select plan(2);
select given_ios();
select given_installations(3);
select move('ios', 131);
select answer(batch, jsonb_build_array(outcome(2, 400, 'BadDeviceToken', 'failed')))
from claim_batch() as batch;
select pushed();
select offer(132, 10000, 'alpha');
select pushed();
select is((select count(*) from ship.device_push_tokens where deactivated_at is null), 3::bigint, 'one refusal may be a mistake');
select move('ios', 133);
select answer(batch, jsonb_build_array(outcome(2, 400, 'BadDeviceToken', 'failed')))
from claim_batch() as batch;
select is((select array_agg(id) from ship.device_push_tokens where deactivated_at is not null), '{2}'::bigint[], 'refused in two runs one after the other');

select * from finish();
