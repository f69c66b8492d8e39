select plan(2);
select given_ios();
select move('ios', 131);
create temp table batches as
select claim_batch() as batch
from generate_series(1, 2);

select ship.stop_push_run((batch ->> 'batch_id')::bigint, (batch ->> 'lease_token')::uuid, 'not_configured') from batches;

select results_eq(
  $$select state, last_error from ship.deliveries where transport = 'apns'$$, $$values ('skipped', 'not_configured')$$,
  'visible, and never an endless retry'
);
select is(claim_batch(), null, 'nothing is tried again');

select * from finish();
