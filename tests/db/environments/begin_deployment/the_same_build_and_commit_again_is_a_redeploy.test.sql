select plan(9);

select is(given_deployment('staging', 'web', 7) ->> 'kind', 'deploy', 'the first time');
select is(given_deployment('staging', 'web', 7) ->> 'kind', 'redeploy', 'what is verified there, again');
select is(given_deployment('staging', 'web', 7, 'verified', '2') ->> 'kind', 'deploy', 'not from another commit');
select is(given_deployment('staging', 'web', 8, 'verified', '2') ->> 'kind', 'deploy', 'nor with another build');
select is(given_deployment('production', 'web', 8, 'verified', '2') ->> 'kind', 'deploy', 'nor elsewhere');
select is(given_deployment('staging', 'web', 9, 'failed') ->> 'kind', 'deploy', 'what failed there');
select is(given_deployment('staging', 'web', 9, 'verified') ->> 'kind', 'deploy', 'is not there yet');

create temp table held as select begin('web', '{}', 'ana@desk', 'staging', 'deploy') as ship;
select is((select deploy(ship, 'web', 8, '2', true) ->> 'kind' from held), 'rollback', 'a way back is one because its caller says so');
select is(
  (
    select ship.begin_deployment((ship ->> 'ship')::uuid, (ship ->> 'token')::bigint, 'web', 9, '9.0.0') -> 'kind'
    from held
  ),
  '"deploy"', 'of no known commit nobody can say that it is the same'
);

select * from finish();
