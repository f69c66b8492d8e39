select plan(2);

select fails_with(
  $$insert into ship.transports (transport, is_on) values ('pigeon', true)$$, '23514', 'transport_is_known'
);
select results_eq(
  $$select transport, is_on from ship.transports order by 1$$,
  $$values ('apns', true), ('broadcast', true), ('telegram', true)$$,
  'all are on from the start: one without credentials ends visibly as not_configured'
);

select * from finish();
