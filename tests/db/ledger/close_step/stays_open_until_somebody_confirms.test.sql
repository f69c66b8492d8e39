select plan(10);

create temporary table opened as
select (ship.open_step('Rotate the key', environment => 'live', actor => 'ana') ->> 'id')::bigint as id;

select is((ship.operator_steps() -> 0 ->> 'done_at'), null, 'it is open');
select is(
  (select ship.close_step(opened.id, ' in the console ', 'bob') - 'id' - 'opened_at' - 'done_at' from opened),
  '{
    "title": "Rotate the key", "detail": null, "environment": "live", "component": null, "opened_by": "ana", "done_by": "bob",
    "note": "in the console", "is_new": true
  }',
  'until somebody says that it is done'
);
select is((select ship.close_step(opened.id, 'again', 'eve') ->> 'is_new' from opened), 'false', 'which is said once');
select is((select ship.close_step(opened.id, 'again', 'eve') ->> 'done_by' from opened), 'bob', 'and by whoever said it first');
select is(ship.operator_steps(), '[]', 'then it is not asked for any more');
select is(jsonb_array_length(ship.operator_steps(with_done => true)), 1, 'unless somebody asks');
select is(jsonb_array_length(ship.operator_steps('staging', true)), 0, 'not of another environment');
select ship.open_step('Tell support');
select is(
  jsonb_path_query_array(ship.operator_steps('live', true), '$[*].title'), '["Tell support", "Rotate the key"]',
  'what is open comes first, and what belongs to no environment with each'
);
select fails_with($$select ship.close_step(0)$$, 'PT404', 'step_unknown');
select is(audited('step.%'), array['step.opened', 'step.done', 'step.opened'], 'each is chained');

select * from finish();
