select plan(6);
select given_component('web', build => 7);
select move('web', 9);
select ship.rollback('web', 8, 'it was slow');

create function pg_temp.sync(build integer)
returns text
language sql
as $$
  select build || ' ' || changed
  from ship.sync_manifest(a_manifest(jsonb_build_object('web', jsonb_build_object('build', $1))));
$$;

select is(pg_temp.sync(9), '8 false', 'the manifest still has the bad build: nothing happens');
select ship.rollback('web', 7, 'that one as well');
select is(pg_temp.sync(9), '7 false', 'also after a second rollback');
select is(pg_temp.sync(8), '7 false', 'nor any build between');
select fails_with($$select pg_temp.sync(6)$$, 'PT409', 'build_not_higher', 'a build below the present one is still refused');
select is(pg_temp.sync(10), '10 true', 'a higher one ships as ever');
select is((select count(*) from ship.announcements), 4::bigint, 'move, two rollbacks, ship: four announcements');

select * from finish();
