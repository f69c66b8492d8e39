select plan(4);

select fails_with(
  $$insert into ship.transports (transport, kind, is_on) values ('Pigeon post', 'chat', true)$$, '23514', 'transport_is_a_slug'
);
select fails_with(
  $$insert into ship.transports (transport, kind, is_on) values ('pigeon', 'bird', true)$$, '23514', 'transport_kind_is_known'
);
-- the primary key alone refuses a second row of the same name
select is(
  (select contype::text from pg_constraint where conname = 'transports_transport_kind_key'), 'u',
  'a delivery can refer to a transport together with its kind'
);
select results_eq(
  $$select transport, kind, is_on from ship.transports order by 1$$,
  $$values ('apns', 'push', true), ('broadcast', 'broadcast', true), ('telegram', 'chat', true)$$,
  'all are on from the start: one without credentials ends visibly as not_configured'
);

select * from finish();
