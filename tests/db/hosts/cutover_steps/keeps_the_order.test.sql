select plan(7);

create function pg_temp.insert_step(step text, environment text default 'live', host text default 'web-1', actor text default 'ana')
returns void
language sql
as $$
  insert into ship.cutover_steps (promotion, host, step, environment, actor)
  values ('00000000-0000-4000-8000-000000000001', insert_step.host, insert_step.step, insert_step.environment, insert_step.actor);
$$;

select fails_with($$select pg_temp.insert_step('checkout')$$, '23503', 'cutover_step_follows_the_one_before');
select fails_with($$select pg_temp.insert_step('push')$$, '23514', 'cutover_step_is_known');
select fails_with($$select pg_temp.insert_step('fetch', environment => 'A')$$, '23514', 'cutover_environment_is_a_slug');
select fails_with($$select pg_temp.insert_step('fetch', host => 'A')$$, '23514', 'cutover_host_is_a_slug');
select fails_with($$select pg_temp.insert_step('fetch', actor => ' ')$$, '23514', 'cutover_actor_is_named');
select lives_ok($$select pg_temp.insert_step('fetch'), pg_temp.insert_step('checkout'), pg_temp.insert_step('reset')$$);
select fails_with($$delete from ship.cutover_steps where step = 'fetch'$$, '23503', 'cutover_step_follows_the_one_before');

select * from finish();
