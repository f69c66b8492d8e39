select plan(9);

create function pg_temp.say(url text default 'https://stg.test')
returns jsonb
language sql
as $$
  select "declare"(
    environment('staging', jsonb_build_object('branch', 'main', 'url', $1, 'hosts', '["box"]'::jsonb)),
    environment('production', '{"announces": true, "promoted_from": "main", "windows": [{"days": ["fri"]}]}')
  );
$$;

select is(pg_temp.say(), '{"changed": true}', 'the first time');
create temp table first as select ctid::text as place, environments.* from ship.environments;
select is(audited('environments.%'), array['environments.declared'], 'is chained');

select is(pg_temp.say(), '{"changed": false}', 'the second time nothing');
select is(
  ship.declare_environments((select jsonb_agg(ship_private.describe_environment(environments) order by position) from ship.environments), repeat('b', 40), 'bob@lap'),
  '{"changed": false}', 'nor when another commit says the same'
);
select set_eq($$select ctid::text as place, environments.* from ship.environments$$, $$select * from first$$, 'no row was touched');
select is(audited('environments.%'), array['environments.declared'], 'nothing else is chained');

select is(pg_temp.say('https://staging.test'), '{"changed": true}', 'a new address is a change');
select results_eq(
  $$
    select name, environments.declared_at > first.declared_at, environments.url
    from ship.environments
    join first using (name)
    order by name
  $$,
  $$values ('production', false, null), ('staging', true, 'https://staging.test')$$,
  'of one environment; the other was declared when it was'
);
select is(
  (select detail -> 'changed' from ship_private.audit_inbox order by id desc limit 1),
  (select jsonb_build_object('staging', jsonb_strip_nulls(ship_private.describe_environment(environments))) from ship.environments where name = 'staging'),
  'the log has what changed'
);

select * from finish();
