select plan(3);

select ship.begin_ship('database', 'staging', 'ci 1', 'clone', array['supabase'], kind => 'migrate');
select fails_with(
  $$select ship.begin_ship('database', 'staging', 'ci 2', 'clone', array['supabase'], kind => 'migrate')$$, 'PT409', 'lease_held', 'one migrates at a time'
);
update ship.ships set lease_expires_at = clock_timestamp() - interval '1 second' where holder = 'ci 1';
select lives_ok($$select ship.begin_ship('database', 'staging', 'ana', 'clone', array['supabase'])$$, 'whoever comes later begins');
select results_eq(
  $$select outcome, reason from ship.ships where holder = 'ci 1'$$, $$values ('abandoned', 'whoever ran it is gone')$$,
  'and the journal says what became of it'
);

select * from finish();
