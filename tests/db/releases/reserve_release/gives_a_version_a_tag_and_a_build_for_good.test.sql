select plan(7);

create temp table held as select begin_release('web') as ship;
create temp table first as select reserve(ship, 'web', '1.2.0-alpha.1', 12) as release from held;
select is(
  (select release - '{reserved_at,ship}'::text[] from first),
  '{
    "component": "web", "version": "1.2.0-alpha.1", "channel": "alpha", "tag": "web-v1.2.0-alpha.1", "build": 12, "commit_sha": null,
    "tagged_at": null, "published_at": null, "url": null, "is_abandoned": false, "is_new": true
  }',
  'what it is'
);
select is((select release -> 'ship' from first), (select ship -> 'ship' from held), 'whose it is');
select is(
  (select reserve(ship, 'web', '9.9.9', 99) - 'is_new' from held), (select release - 'is_new' from first),
  'a ship that asks again, for whatever, gets the same'
);
select is((select reserve(ship, 'web', '9.9.9', 99) -> 'is_new' from held), 'false', 'and hears that it is not new');
select is((select count(*) from ship.releases), 1::bigint, 'nothing else was reserved');
select is((select build from ship.ships), 12::bigint, 'the number is the ship''s');
select is(audited('release.%'), array['release.reserved'], 'it is chained once');

select * from finish();
