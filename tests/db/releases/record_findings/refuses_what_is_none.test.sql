select plan(9);

create function pg_temp.try(findings jsonb, source text default 'sentry')
returns jsonb
language sql
as $$
  select error_of(format('select ship.record_findings(%L, %L)', source, findings));
$$;

select find('rules:main');
select is(pg_temp.try(null) ->> 'code', 'findings_invalid');
select is(pg_temp.try('{}') ->> 'code', 'findings_invalid');
select is(pg_temp.try('["rules"]') ->> 'code', 'findings_invalid');
select is(pg_temp.try('[{"key": "a"}]') ->> 'code', 'findings_invalid', 'without a message');
select is(pg_temp.try('[{"key": "a b", "message": "b"}]') ->> 'detail', 'invariant_key_is_a_name', 'what is wrong');
select is(pg_temp.try('[{"key": "a", "message": "b"}, {"key": "a", "message": "c"}]') ->> 'code', 'findings_invalid', 'a key twice');
select is(pg_temp.try('[{"key": "a", "message": "b"}]', 'Sentry') ->> 'detail', 'invariant_source_is_a_slug');
select is(
  pg_temp.try((select jsonb_agg(jsonb_build_object('key', 'k' || n, 'message', 'm')) from generate_series(1, 501) as n)) ->> 'code', 'findings_invalid',
  'more than anybody reads'
);
select results_eq(
  $$select key, healed_at from ship.invariants$$, $$values ('rules:main', null::timestamptz)$$, 'nothing of it was recorded, and nothing healed'
);

select * from finish();
