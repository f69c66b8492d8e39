select plan(6);

create function pg_temp.take(digest text)
returns jsonb
language sql
as $$
  select ship.take_provider_token('KEY', 'TEAM', key_digest => digest);
$$;

select share_token(pg_temp.take(repeat('a', 64)), 'by the old key');
select is(mark_of(pg_temp.take(repeat('a', 64))), 'by the old key', 'the same key shares it');
select is(mark_of(ship.take_provider_token('KEY', 'TEAM')), 'by the old key', 'so does who does not say which');

create temp table late as
select pg_temp.take(repeat('b', 64)) as answer;
select is((select answer ->> 'token' from late), null, 'what the old key signed is not used with the new one');
select isnt((select answer -> 'mint' from late), 'null', 'a new one is minted at once');

create temp table latest as
select pg_temp.take(repeat('c', 64)) as answer;
select is(
  (select share_token(answer, 'by the second key') from late), false,
  'a token that was being minted with a key that has changed since comes too late'
);
select share_token(answer, 'by the third key') from latest;
select is(mark_of(pg_temp.take(repeat('c', 64))), 'by the third key', 'all have that of the present key');

select * from finish();
