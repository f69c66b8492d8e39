select plan(3);

select given_deployment('staging', 'web', 7), given_deployment('staging', 'api', 3), given_deployment('production', 'web', 9);
select given_deployment('staging', 'web', 8, 'failed');
create function pg_temp.attempts(environment text)
returns table (component text, build bigint, outcome text)
language sql
as $$
  select attempt ->> 'component', (attempt ->> 'build')::bigint, attempt ->> 'outcome'
  from jsonb_array_elements(ship_private.last_deployments($1)) as attempt;
$$;

select results_eq(
  $$select * from pg_temp.attempts('staging')$$, $$values ('api', 3::bigint, 'verified'), ('web', 8, 'failed')$$, 'one of each component'
);
select results_eq($$select * from pg_temp.attempts('production')$$, $$values ('web', 9::bigint, 'verified')$$, 'of that environment');
select is_empty($$select * from pg_temp.attempts('preview')$$, 'none where nothing was deployed');

select * from finish();
