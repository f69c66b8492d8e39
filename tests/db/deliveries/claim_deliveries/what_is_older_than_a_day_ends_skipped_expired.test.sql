select plan(3);
select given_component('web', build => 1);
select given_component('docs', build => 1);
select given_transports('broadcast', 'telegram');
select move('web', 2);
update ship.deliveries
set created_at = now() - interval '24 hours 1 minute'
where true;
select move('docs', 2);
update ship.deliveries
set created_at = now() - interval '23 hours 59 minutes'
where seq = 2;

select results_eq(
  $$select delivery -> 'seq', delivery ->> 'transport' from jsonb_array_elements(ship.claim_deliveries()) as delivery order by 2$$,
  $$values ('2'::jsonb, 'broadcast'), ('2', 'telegram')$$,
  'only what is younger is handed out'
);
select results_eq(
  $$select state, last_error, finished_at is not null from ship.deliveries where seq = 1$$,
  $$values ('skipped', 'expired', true), ('skipped', 'expired', true)$$,
  'the older ones say why they were not sent'
);
select is((select count(*) from ship.deliveries where seq = 1), 2::bigint, 'and stay on record');

select * from finish();
