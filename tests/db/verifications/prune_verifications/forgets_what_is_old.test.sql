select plan(3);

create function pg_temp.seen(run text, source text, state text, age interval)
returns void
language sql
as $$
  insert into ship.verifications (run_id, environment, component_key, build, source, probe, state, saw, ms, actor, checked_at)
  values (repeat(run, 32), 'staging', 'api', 7, source, 'health', state, '', 1, 'ci', clock_timestamp() - age);
$$;

select pg_temp.seen('a', 'deploy', 'passed', '401 days'), pg_temp.seen('b', 'deploy', 'passed', '399 days');
select pg_temp.seen('c', 'schedule', 'failed', '40 days'), pg_temp.seen('d', 'schedule', 'passed', '31 days');
select pg_temp.seen('e', 'schedule', 'passed', '29 days');
select ship_private.prune();
select is(
  (select array_agg(left(run_id, 1) order by id) from ship.verifications), array['b', 'c', 'e'],
  'all but what failed after 400 days, what passed by a schedule after 30'
);
update ship.verifications set checked_at = checked_at - interval '2 years' where true;
select ship_private.prune();
select is((select array_agg(left(run_id, 1)) from ship.verifications), array['e'], 'what was seen last stays');
select ship_private.prune();
select is((select count(*) from ship.verifications), 1::bigint);

select * from finish();
