select plan(10);
select given_ios();
select given_component('web', build => 7);
select move('web', 8);
select finish_one(delivery, 'failed', 403, 'telegram_forbidden', parts_sent => 1)
from jsonb_array_elements(ship.claim_deliveries()) as delivery;
select given_vault();

update ship.transports set is_on = false where transport in ('broadcast', 'telegram');
select is(ship.retry_deliveries(), 0, 'nothing goes over a transport that is off');
update ship.transports set is_on = true where transport in ('broadcast', 'telegram');
select is(ship.retry_deliveries(), 2, 'promise 38: what failed is owed again');
select results_eq(
  $$select transport, state, last_error, parts_sent from ship.deliveries order by transport$$,
  $$values ('broadcast', 'pending', 'telegram_forbidden', 1), ('telegram', 'pending', 'telegram_forbidden', 1)$$,
  'from the part where it stopped'
);
select results_eq(
  $$select url from net.http_request_queue$$, $$values ('http://gateway.test/functions/v1/announce')$$, 'and asked for'
);
select is(ship.retry_deliveries(), 0, 'once');
select finish_one(delivery, 'failed', 403, 'telegram_forbidden')
from jsonb_array_elements(ship.claim_deliveries()) as delivery;
select move('web', 9);
select finish_one(delivery, 'delivered', 200) from jsonb_array_elements(ship.claim_deliveries()) as delivery;
select is(ship.retry_deliveries(), 1, 'not a broadcast that a later one has overtaken');
select is((select transport from ship.deliveries where state = 'pending'), 'telegram', 'chat tells every move');
select finish_one(delivery, 'failed', 403, 'telegram_forbidden')
from jsonb_array_elements(ship.claim_deliveries()) as delivery;

update ship.deliveries set created_at = created_at - interval '25 hours' where true;
select is(ship.retry_deliveries(), 0, 'nor what is older than a day');
select is((select count(*) from ship.deliveries where transport = 'apns'), 0::bigint, 'a push is resumed by its run');
select commit_audit();
select is((select count(*) from ship.audit_log where action = 'delivery.retried'), 3::bigint, 'who asked is chained');

select * from finish();
