select plan(4);

create function pg_temp.ask(build bigint)
returns text
language sql
as $$
  select ship.decide(
    '{
      "schema": 1, "component": "app", "channel": "live", "seq": 1,
      "generated_at": "2026-11-20T11:59:00+00:00", "valid_until": "2026-11-21T11:59:00.123456+00:00",
      "offers": [{
        "build": 131, "version": "1.0.0", "channel": "live", "bps": 10000, "salt": "3f0c1e0e-6a2b-4d5f-9a1b-0c0d0e0f1011",
        "available_at": "2026-11-01T00:00:00+00:00", "severity": "normal", "requires_build": 0
      }],
      "marks": [],
      "policy": {"min_build": 129, "nudge_every_s": 0}
    }',
    jsonb_build_object('component', 'app', 'channel', 'live', 'build', ask.build, 'now', '2026-11-20T12:00:00Z')
  ) ->> 'kind'
$$;

set local role anon;
select results_eq(
  $$select pg_temp.ask(build) from unnest(array[128, 130, 131, null]) as build$$,
  $$values ('required'), ('available'), ('up-to-date'), ('available')$$,
  'anon'
);
set local role authenticated;
select is(pg_temp.ask(131), 'up-to-date', 'authenticated');
select is(ship.decide(null, null) ->> 'reason', 'feed_missing', 'nothing is no feed');
reset role;

select is(
  (select string_agg(provolatile::text, '') from pg_proc where oid in ('ship.decide(jsonb, jsonb)'::regprocedure, 'ship_private.bucket(text, text)'::regprocedure)),
  'ii', 'the answer depends on nothing but the question'
);

select * from finish();
