select plan(10);
select given_component('web', build => 7);
select given_component('docs', build => 3);
select given_component('api', build => 9);
select given_component('old', build => 1);
create function pg_temp.synced(only_components text[], only_component text default null)
returns table (component text, build bigint, changed boolean)
language sql
as $$
  select component, build, changed
  from ship.sync_manifest(
    a_manifest('{"web": {"build": 8}, "docs": {"build": 5, "name": "Handbook"}, "api": {"build": 10}}'),
    only_component => $2, only_components => $1
  );
$$;

select set_eq(
  $$select * from pg_temp.synced(array['web', 'api'])$$, $$values ('web', 8::bigint, true), ('api', 10, true), ('docs', 3, false)$$,
  'those, and no other'
);
select is((select count(*) from ship.announcements), 1::bigint, 'one announcement of both');
select set_eq(
  'select component_key, build, previous_build from ship.announced_changes', $$values ('web', 8::bigint, 7::bigint), ('api', 10, 9)$$, 'with both'
);
select is((select name from ship.components where key = 'docs'), 'Handbook', 'definitions are applied to all');
select is((select retired_at from ship.components where key = 'old'), null, 'what the manifest does not name is not retired by a part of it');

select is_empty($$select * from pg_temp.synced(array['web', 'api', 'web']) where changed$$, 'the same again changes nothing');
select is_empty($$select * from pg_temp.synced('{}') where changed$$, 'none of none');
select is((select count(*) from ship.announcements), 1::bigint, 'and nothing is announced');
select set_eq(
  $$select component from pg_temp.synced('{}', 'docs') where changed$$, array['docs'], 'one that is named alone is one of them'
);
select is((select count(*) from ship.announcements), 2::bigint, 'and is announced');

select * from finish();
