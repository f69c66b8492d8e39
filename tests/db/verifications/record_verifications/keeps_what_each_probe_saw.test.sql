select plan(9);

create function pg_temp.record(run text, results jsonb, source text default 'deploy', component text default 'api')
returns jsonb
language sql
as $$
  select ship.record_verifications('staging', component, 7, source, results, repeat(run, 32), actor => 'ci');
$$;
create function pg_temp.result(probe text, state text)
returns jsonb
language sql
as $$
  select jsonb_build_array(jsonb_build_object('probe', probe, 'state', state, 'saw', 'answered 200', 'ms', 12.6));
$$;

select is(pg_temp.record('a', pg_temp.result('health', 'passed') || pg_temp.result('login', 'failed')), '{"recorded": 2}', 'a row each');
select is(pg_temp.record('a', pg_temp.result('health', 'passed') || pg_temp.result('login', 'failed')), '{"recorded": 0}', 'once, however often it is said');
select results_eq(
  $$select probe, state, ms, source, actor, build from ship.verifications order by id$$,
  $$values ('health', 'passed', 13, 'deploy', 'ci', 7::bigint), ('login', 'failed', 13, 'deploy', 'ci', 7::bigint)$$
);
select is(audited('verification.%'), '{}'::text[], 'what a deploy saw is not chained');

select pg_temp.record('b', pg_temp.result('health', 'passed'), 'schedule');
select is(audited('verification.%'), '{}'::text[], 'nor what passed');
select pg_temp.record('c', pg_temp.result('health', 'failed'), 'schedule');
select is(audited('verification.%'), array['verification.failed'], 'a schedule''s failure is');
select pg_temp.record('d', pg_temp.result('health', 'failed'), 'schedule');
select is(audited('verification.%'), array['verification.failed'], 'once, as long as it fails');
select pg_temp.record('e', pg_temp.result('health', 'failed'), 'schedule', 'web');
select is(audited('verification.%'), array['verification.failed', 'verification.failed'], 'and of another component');
select pg_temp.record('f', pg_temp.result('health', 'passed'), 'schedule'), pg_temp.record('9', pg_temp.result('health', 'skipped'), 'schedule');
select is(cardinality(audited('verification.%')), 3, 'and anew once it had passed');

select * from finish();
