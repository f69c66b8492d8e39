select plan(1);

select is(
  (select to_jsonb(ship_policy) from ship.ship_policy),
  '{"is_only_row": true, "lease": "00:01:00", "heartbeat": "00:00:10", "keep_ships": "90 days"}',
  'tests shorten them, production has these'
);

select * from finish();
