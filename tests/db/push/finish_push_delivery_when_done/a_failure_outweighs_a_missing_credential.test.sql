select plan(1);
select given_ios();
select move('ios', 131);
create temp table batches as
select claim_batch() as batch
from generate_series(1, 2);

select ship.stop_push_run(
  (batch ->> 'batch_id')::bigint, (batch ->> 'lease_token')::uuid,
  case batch ->> 'apns_environment' when 'sandbox' then 'not_configured' else 'apns_key_invalid' end
)
from batches;

select results_eq(
  $$select state, last_error from ship.deliveries where transport = 'apns'$$, $$values ('failed', 'apns_key_invalid')$$,
  'one that must be seen to is not hidden by one that is just not set up'
);

select * from finish();
