select plan(6);
select given_component('web', build => 7, place => 2);
select given_component('docs', build => 3, place => 1);
select ship.sync_manifest(
  a_manifest('{"web": {"build": 9}, "docs": {"build": 3}}', '{"order": ["docs", "web"]}'), 'abc1234', only_component => 'web'
);
create function pg_temp.component(key text)
returns jsonb
language sql
as $$
  select jsonb_path_query_first(ship.ship_status(), '$.components[*] ? (@.key == $key)', jsonb_build_object('key', $1));
$$;

select is(
  jsonb_path_query_array(ship.ship_status(), '$.components[*].key'), '["docs", "web"]', 'in row order'
);
select is(
  pg_temp.component('web') #- '{last_move,moved_at}',
  '{
    "key": "web", "label": "web", "name": "WEB", "host": null, "kind": "web", "build": 9, "version": "1.0.0",
    "last_move": {"build": 9, "previous_build": 7, "reason": "ship", "commit_sha": "abc1234"},
    "rolling": null, "rolled_back_from": null, "highest_build": 9
  }',
  'what is deployed, and the move that made it so'
);
select ship.rollback('web', 8, 'it was slow');
select ship.rollback('web', 7, 'still slow');
select is(
  pg_temp.component('web') - '{label,name,host,kind,version,last_move}'::text[],
  '{"key": "web", "build": 7, "rolling": null, "rolled_back_from": 9, "highest_build": 9}', 'rolled back, twice: from the highest'
);
select move('web', 10);
select is(pg_temp.component('web') -> 'rolled_back_from', 'null', 'moved up since: not rolled back any more');
create temp table held as select begin('web') as ship;
select step(ship, 'bump', 'done', '{"build": 15}') from held;
select is(pg_temp.component('web') ->> 'highest_build', '15', 'a journalled number counts');
select is(ship.ship_status() -> 'project', '"Nine"', 'whose it is');

select * from finish();
