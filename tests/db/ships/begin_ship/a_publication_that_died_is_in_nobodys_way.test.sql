select plan(4);

create function pg_temp.die(name text) returns void language sql as $$
  update ship.ships set lease_expires_at = clock_timestamp() - interval '1 second' where holder = name;
$$;

select ship.begin_ship('dashboard', 'production', 'ci 1', 'clone', '{}', kind => 'publish');
select fails_with($$select ship.begin_ship('dashboard', 'production', 'ci 2', 'clone', '{}', kind => 'publish')$$, 'PT409', 'lease_held', 'one publishes at a time');

select pg_temp.die('ci 1');
select lives_ok($$select ship.begin_ship('dashboard', 'production', 'ana', 'clone', '{}', kind => 'release')$$, 'whoever comes later begins');
select results_eq(
  $$select outcome, reason from ship.ships where holder = 'ci 1'$$, $$values ('abandoned', 'whoever ran it is gone')$$,
  'and the journal says what became of it'
);

select pg_temp.die('ana');
select fails_with(
  $$select ship.begin_ship('dashboard', 'production', 'ci 3', 'clone', '{}', kind => 'publish')$$, 'PT409', 'ship_unfinished', 'a release that died is resumed first'
);

select * from finish();
