select plan(17);
create temp table taken as
select ship.take_provider_token('KEY', 'TEAM') as answer;

create function pg_temp.problem(token text)
returns text
language sql
as $$
  select concat_ws(' ', error ->> 'state', error ->> 'code', substring(error ->> 'detail' from 'its (\w+) '))
  from taken, error_of(format('select ship.store_provider_token(%L, %L, %L)', 'KEY', answer #>> '{mint,lease_token}', problem.token)) as error;
$$;
create function pg_temp.problem_with(more jsonb)
returns text
language sql
as $$
  select pg_temp.problem(provider_token(answer, 's', more => problem_with.more))
  from taken;
$$;

select is(pg_temp.problem(''), 'PT422 provider_token_invalid form', 'nothing');
select is(pg_temp.problem(null), 'PT422 provider_token_invalid form', 'null');
select is(pg_temp.problem('signed'), 'PT422 provider_token_invalid form', 'some text');
select is(pg_temp.problem((select split_part(provider_token(answer, 's'), '.', 2) from taken)), 'PT422 provider_token_invalid form', 'one part');
select is(pg_temp.problem((select provider_token(answer, 's') || '_' from taken)), 'PT422 provider_token_invalid form', 'a longer signature');
select is(pg_temp.problem((select provider_token(answer, 's') || E'\n' from taken)), 'PT422 provider_token_invalid form', 'a line more');
select is(pg_temp.problem('AAAA.AAAA.' || repeat('A', 86)), 'PT422 provider_token_invalid form', 'parts that are no JSON');
select is(pg_temp.problem('A.A.' || repeat('A', 86)), 'PT422 provider_token_invalid form', 'parts that are no base64url');
select is(pg_temp.problem_with(jsonb_build_object('payload', jsonb_build_object('x', repeat('x', 900)))), 'PT422 provider_token_invalid form', 'too long');
select is(pg_temp.problem_with('{"header": {"alg": "none"}}'), 'PT422 provider_token_invalid alg', 'another algorithm');
select is(pg_temp.problem_with('{"header": {"kid": "OTHER"}}'), 'PT422 provider_token_invalid kid', 'of another key');
select is(pg_temp.problem_with('{"payload": {"iss": "ANOTHER"}}'), 'PT422 provider_token_invalid iss', 'of another team');
select is(pg_temp.problem_with('{"payload": {"iss": null}}'), 'PT422 provider_token_invalid iss', 'of no team');
select is(pg_temp.problem_with('{"payload": {"iat": 4102444800}}'), 'PT422 provider_token_invalid iat', 'of the future');
select is(pg_temp.problem_with('{"payload": {"iat": 1}}'), 'PT422 provider_token_invalid iat', 'of the past');

select unalike(
  (
    select error_of(format('select ship.store_provider_token(%L, %L, %L)', 'KEY', answer #>> '{mint,lease_token}', 'eyJhbGciOi.x.y'))::text
    from taken
  ),
  '%eyJhbGciOi%', 'the refusal shows nothing of it'
);
select is((select share_token(answer, 'good') from taken), true, 'the right to mint is still there for the right one');

select * from finish();
