select plan(5);
select given_component('web', build => 7);
select given_component('docs');

update ship.components
set build = 8
where key = 'web';

select results_eq(
  $$select component_key, build, previous_build, version, reason from ship.build_moves where reason <> 'baseline'$$,
  $$values ('web', 8::bigint, 7::bigint, '1.0.0', 'manual')$$,
  'one release: what moved, from where, and that a hand moved it'
);
select is((select actor from ship.build_moves where reason = 'manual'), session_user::text, 'the move names the login');
select results_eq(
  $$select seq, is_forced, reason from ship.announcements$$,
  $$values (1::bigint, false, null::text)$$,
  'one announcement'
);
select results_eq(
  $$select component_key, build, previous_build, version from ship.announced_changes$$,
  $$values ('web', 8::bigint, 7::bigint, '1.0.0')$$,
  'with its one change'
);
select is((select seq from ship.manifest_head), 1::bigint, 'the manifest carries the announcement''s seq');

select * from finish();
