select plan(6);

create temp table first as select begin('dashboard', array['vps', 'edge', 'vps']) as ship;
select is(
  (select leases_of(ship) from first), array['component:dashboard', 'target:edge', 'target:vps'], 'each target once'
);
select is(
  (select ship - '{ship,token,expires_at}'::text[] from first),
  '{"lease_seconds": 60, "heartbeat_seconds": 10, "highest_build": null, "highest_builds": {"dashboard": null}, "told_notes": null, "audit_head": null}',
  'the holder hears how long it holds and how often to say that it is there'
);
select ok(
  (select (ship ->> 'expires_at')::timestamptz between clock_timestamp() + interval '50 seconds' and clock_timestamp() + interval '61 seconds' from first),
  'on the clock of the database'
);
select lives_ok($$select begin('docs', array['pages'])$$, 'a ship of other things does not meet it');
select lives_ok(
  $$select begin('proxy', array['vps'], environment => 'staging')$$, 'nor does one to the same target of another environment'
);
select results_eq(
  $$select count(*), count(distinct token) from ship.ships$$, $$values (3::bigint, 3::bigint)$$, 'each has a token of its own'
);

select * from finish();
