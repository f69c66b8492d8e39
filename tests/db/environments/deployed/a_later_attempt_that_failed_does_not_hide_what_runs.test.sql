select plan(5);

select given_deployment('staging', 'web', 7), given_deployment('staging', 'api', 3), given_deployment('production', 'web', 5);
select given_deployment('staging', 'web', 8, 'failed'), given_deployment('staging', 'web', 8, 'failed-verify');
select given_deployment('staging', 'web', 9, 'abandoned');
create function pg_temp.runs()
returns table (environment text, component text, build bigint)
language sql
as $$
  select environment, component_key, build from ship.deployed;
$$;

select set_eq(
  'select * from pg_temp.runs()', $$values ('staging', 'web', 7::bigint), ('staging', 'api', 3), ('production', 'web', 5)$$, 'the last verified of each'
);
select given_deployment('staging', 'web', 8);
select set_eq(
  'select * from pg_temp.runs()', $$values ('staging', 'web', 8::bigint), ('staging', 'api', 3), ('production', 'web', 5)$$, 'until a later one is'
);
select given_deployment('staging', 'web', 6);
select is((select build from ship.deployed where environment = 'staging' and component_key = 'web'), 6::bigint, 'also one that goes back');
select is((select verified_by from ship.deployed where environment = 'staging' and component_key = 'api'), 'probes', 'with its proof');

set local role service_role;
select is((select count(*) from ship.deployed), 3::bigint, 'service_role reads it');
reset role;

select * from finish();
