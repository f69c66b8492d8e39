select plan(9);

create function pg_temp.try(results jsonb, environment text default 'staging')
returns jsonb
language sql
as $$
  select error_of(
    format('select ship.record_verifications(%L, ''api'', 7, ''verify'', %L, %L)', environment, results, repeat('a', 32))
  );
$$;

select is(pg_temp.try(null) ->> 'code', 'verifications_invalid');
select is(pg_temp.try('[]') ->> 'code', 'verifications_invalid', 'nothing');
select is(pg_temp.try('{}') ->> 'code', 'verifications_invalid');
select is(pg_temp.try('["health"]') ->> 'code', 'verifications_invalid');
select is(pg_temp.try('[{"probe": "a", "state": "passed", "saw": "b"}]') ->> 'code', 'verifications_invalid', 'without a time');
select is(
  pg_temp.try('[{"probe": "a", "state": "passed", "saw": "b", "ms": 3000000000}]') ->> 'code', 'verifications_invalid', 'with an endless one'
);
select is(
  pg_temp.try('[{"probe": "a", "state": "green", "saw": "b", "ms": 1}]') ->> 'code', 'verification_state_is_known', 'in no known state'
);
select is(
  pg_temp.try('[{"probe": "a", "state": "passed", "saw": "b", "ms": 1}]', 'Staging') ->> 'code', 'verification_environment_is_a_slug',
  'of no environment'
);
select is_empty($$select id from ship.verifications$$, 'nothing of it was recorded');

select * from finish();
