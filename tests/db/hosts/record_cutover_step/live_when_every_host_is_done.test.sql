select plan(12);

create function pg_temp.take(host text, step text, environment text default 'production')
returns jsonb
language sql
as $$
  select ship.record_cutover_step(take.environment, '00000000-0000-4000-8000-000000000001', take.host, take.step, 'ana@desk');
$$;
create function pg_temp.status(variadic hosts text[])
returns jsonb
language sql
as $$
  select ship.cutover_status('00000000-0000-4000-8000-000000000001', status.hosts);
$$;

select is(
  pg_temp.take('web-1', 'fetch') - 'done_at' - 'promotion',
  '{"environment": "production", "host": "web-1", "step": "fetch", "actor": "ana@desk", "is_new": true}', 'who did what'
);
select is(pg_temp.take('web-1', 'fetch') -> 'is_new', 'false', 'once');
select fails_with($$select pg_temp.take('web-1', 'reset')$$, 'PT409', 'cutover_step_out_of_order');
select fails_with($$select pg_temp.take('web-2', 'checkout')$$, 'PT409', 'cutover_step_out_of_order');
select fails_with($$select pg_temp.take('web-1', 'checkout', 'staging')$$, 'PT409', 'cutover_elsewhere');
select fails_with($$select pg_temp.take('web-1', 'push')$$, '23514', 'cutover_step_is_known');
select pg_temp.take('web-1', 'checkout'), pg_temp.take('web-1', 'reset');
select is(pg_temp.status('web-1') -> 'is_live', 'true', 'all steps of the only host');
select is(pg_temp.status('web-1', 'web-2') -> 'is_live', 'false', 'another host has yet to begin');
select pg_temp.take('web-2', 'fetch'), pg_temp.take('web-2', 'checkout');
select is(
  jsonb_path_query_array(pg_temp.status('web-1', 'web-2'), '$.hosts[1].steps[*].step'), '["fetch", "checkout"]', 'how far it is'
);
select is(pg_temp.status('web-1', 'web-2') -> 'is_live', 'false', 'not before its last step');
select pg_temp.take('web-2', 'reset');
select is(pg_temp.status('web-1', 'web-2') -> 'is_live', 'true', 'then it is');
select is(
  audited('cutover.%'),
  array['cutover.fetch', 'cutover.checkout', 'cutover.reset', 'cutover.fetch', 'cutover.checkout', 'cutover.reset'], 'each is chained once'
);

select * from finish();
