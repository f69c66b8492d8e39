select plan(8);
select given_ios();
select given_devices(3);
select move('ios', 131);
select claim_batch();

update ship.transports set is_on = false where transport = 'apns';
select results_eq(
  $$select transport, state, last_error from ship.deliveries order by transport$$,
  $$values ('apns', 'skipped', 'transport_off'), ('broadcast', 'pending', null), ('telegram', 'pending', null)$$,
  'the pushes end, everything else goes on'
);
select is((select array_agg(distinct stop_reason) from ship.push_runs), array['transport_off'], 'so do their runs');
select is((select count(*) from ship.push_runs where finished_at is null), 0::bigint, 'none stays open');
select is(claim_batch(), null, 'and nothing of them is handed out');

update ship.push_batches set leased_until = clock_timestamp() - interval '1 millisecond' where true;
select ship.sweep();
select is((select array_agg(distinct state) from ship.push_batches), array['abandoned'], 'what a worker held and never gave back ends as well');

select ship.claim_deliveries();
update ship.transports set is_on = false where transport = 'broadcast';
select is((select state from ship.deliveries where transport = 'broadcast'), 'skipped', 'also what is on the wire');
update ship.transports set is_on = true where transport = 'broadcast';
select is((select state from ship.deliveries where transport = 'broadcast'), 'skipped', 'switched on again it begins with the next move');
select is((select state from ship.deliveries where transport = 'telegram'), 'leased', 'another transport does not hear of it');

select * from finish();
