select plan(4);
select given_ios();
select move('ios', 131);

create temp table batches as
select claim_batch() as batch
from generate_series(1, 3);

select results_eq(
  $$select batch ->> 'apns_environment', batch -> 'devices' from batches where batch is not null$$,
  $$values ('production', '[]'::jsonb), ('sandbox', '[]')$$,
  'so that a missing key shows even while there are no devices'
);
select is((select count(*) from batches where batch is null), 1::bigint, 'and only one');

select answer(batch) from batches where batch is not null;
select results_eq(
  $$select distinct state, sent_count, device_count from ship.push_runs$$,
  $$values ('finished', 0::bigint, 0::bigint)$$,
  'answered, the runs are finished'
);
select is((select state from ship.deliveries where transport = 'apns'), 'delivered', 'and the delivery is delivered');

select * from finish();
