select plan(2);
select given_component('web', build => 7);

insert into ship.components (key, label, name, kind, build)
values ('web', 'web', 'WEB', 'web', 8), ('docs', 'docs', 'DOCS', 'web', 3)
on conflict (key) do update
set build = excluded.build;

select results_eq(
  $$select component_key, build, previous_build from ship.announced_changes$$,
  $$values ('web', 8::bigint, 7::bigint)$$,
  'the row that was there moved'
);
select results_eq(
  $$select build from ship.build_moves where component_key = 'docs' and reason = 'baseline'$$,
  $$values (3::bigint)$$,
  'the row that was new is a baseline'
);

select * from finish();
