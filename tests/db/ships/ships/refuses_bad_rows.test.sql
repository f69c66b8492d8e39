select plan(24);

create function pg_temp.insert_with(more jsonb)
returns void
language sql
as $$
  insert into ship.ships (
    component_key, environment, kind, build, targets, with_components, holder, clone_id, lease_expires_at, finished_at, outcome, reason
  )
  select
    wanted.component_key, wanted.environment, wanted.kind, wanted.build, wanted.targets, wanted.with_components, wanted.holder, wanted.clone_id,
    now(), wanted.finished_at, wanted.outcome, wanted.reason
  from jsonb_populate_record(
    null::ship.ships,
    '{"component_key": "web", "environment": "production", "kind": "ship", "targets": [], "with_components": [], "holder": "a", "clone_id": "b"}'
      || $1
  ) as wanted;
$$;

select fails_with($$select pg_temp.insert_with('{"component_key": "Web"}')$$, '23514', 'ship_component_is_a_slug');
select fails_with($$select pg_temp.insert_with('{"environment": ""}')$$, '23514', 'ship_environment_is_a_slug');
select fails_with($$select pg_temp.insert_with('{"kind": "boat"}')$$, '23514', 'ship_kind_is_known');
select fails_with($$select pg_temp.insert_with('{"build": -1}')$$, '23514', 'ship_build_is_within_53_bits');
select fails_with(
  $$select pg_temp.insert_with(jsonb_build_object('targets', (select jsonb_agg(n::text) from generate_series(1, 21) as n)))$$,
  '23514', 'ship_has_at_most_20_targets'
);
select fails_with($$select pg_temp.insert_with('{"targets": [null]}')$$, '23514', 'ship_has_at_most_20_targets');
select fails_with(
  $$select pg_temp.insert_with(jsonb_build_object('with_components', (select jsonb_agg('c' || n) from generate_series(1, 51) as n)))$$,
  '23514', 'ship_has_at_most_50_more_components'
);
select fails_with($$select pg_temp.insert_with('{"with_components": ["Api"]}')$$, '23514', 'ship_with_components_are_slugs');
select fails_with($$select pg_temp.insert_with('{"with_components": ["api cli"]}')$$, '23514', 'ship_with_components_are_slugs');
select fails_with($$select pg_temp.insert_with('{"with_components": [""]}')$$, '23514', 'ship_with_components_are_slugs');
select fails_with($$select pg_temp.insert_with('{"with_components": [null]}')$$, '23514', 'ship_with_components_are_slugs');
select fails_with($$select pg_temp.insert_with('{"with_components": ["api", null]}')$$, '23514', 'ship_with_components_are_slugs');
select fails_with($$select pg_temp.insert_with('{"with_components": ["api", "web"]}')$$, '23514', 'ship_names_its_component_once');
select fails_with($$select pg_temp.insert_with('{"holder": " "}')$$, '23514', 'ship_holder_is_named');
select fails_with($$select pg_temp.insert_with('{"clone_id": ""}')$$, '23514', 'ship_clone_is_named');
select fails_with($$select pg_temp.insert_with('{"outcome": "sunk", "finished_at": "2026-01-01"}')$$, '23514', 'ship_outcome_is_known');
select fails_with($$select pg_temp.insert_with('{"outcome": "done"}')$$, '23514', 'ship_outcome_matches_finish');
select fails_with($$select pg_temp.insert_with('{"finished_at": "2026-01-01"}')$$, '23514', 'ship_outcome_matches_finish');
select fails_with(
  $$select pg_temp.insert_with('{"outcome": "abandoned", "reason": " ", "finished_at": "2026-01-01"}')$$, '23514',
  'ship_abandoned_says_why'
);
select pg_temp.insert_with('{}');
select fails_with(
  $$select pg_temp.insert_with('{"environment": "staging"}')$$, '23505', 'ships_component_key_where_unfinished',
  'one unfinished ship of a component, whatever the environment'
);
select lives_ok(
  $$select pg_temp.insert_with('{"outcome": "done", "finished_at": "2026-01-01"}')$$, 'and any number that have ended'
);
select fails_with(
  $$select pg_temp.insert_with('{"kind": "deploy"}')$$, '23505', 'ships_environment_component_key_where_unfinished',
  'nor a deploy or a promotion beside one in its environment'
);
select lives_ok($$select pg_temp.insert_with('{"kind": "deploy", "environment": "staging"}')$$, 'but one in another');
select fails_with(
  $$select pg_temp.insert_with('{"kind": "promotion", "environment": "staging"}')$$, '23505', 'ships_environment_component_key_where_unfinished',
  'once'
);

select * from finish();
