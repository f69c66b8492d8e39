select plan(6);

create function pg_temp.take(digest text)
returns jsonb
language sql
as $$
  select ship.take_provider_token('KEY', 'TEAM', key_digest => digest);
$$;

select ship.store_provider_token('KEY', (pg_temp.take(repeat('a', 64)) #>> '{mint,lease_token}')::uuid, 'by the old key');
select is(pg_temp.take(repeat('a', 64)) ->> 'token', 'by the old key', 'the same key shares it');
select is(ship.take_provider_token('KEY', 'TEAM') ->> 'token', 'by the old key', 'so does who does not say which');

create temp table late as
select pg_temp.take(repeat('b', 64)) as answer;
select is((select answer ->> 'token' from late), null, 'what the old key signed is not used with the new one');
select isnt((select answer -> 'mint' from late), 'null', 'a new one is minted at once');

create temp table latest as
select pg_temp.take(repeat('c', 64)) as answer;
select is(
  ship.store_provider_token('KEY', (select answer #>> '{mint,lease_token}' from late)::uuid, 'by the second key'), false,
  'a token that was being minted with a key that has changed since comes too late'
);
select ship.store_provider_token('KEY', (answer #>> '{mint,lease_token}')::uuid, 'by the third key') from latest;
select is(pg_temp.take(repeat('c', 64)) ->> 'token', 'by the third key', 'all have that of the present key');

select * from finish();
