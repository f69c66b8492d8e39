select plan(4);
select ship.store_provider_token('KEY', (ship.take_provider_token('KEY', 'TEAM') #>> '{mint,lease_token}')::uuid, 'first');

create temp table refused as
select ship.take_provider_token('KEY', 'TEAM', 'first') as answer;
select is((select answer ->> 'token' from refused), null, 'nobody gets it any more');
select isnt((select answer -> 'mint' from refused), 'null', 'and a new one is minted');

select ship.store_provider_token('KEY', (answer #>> '{mint,lease_token}')::uuid, 'second') from refused;
select is(
  ship.take_provider_token('KEY', 'TEAM', 'first') - 'issued_at', '{"token": "second", "mint": null}',
  'a worker that was refused with the old one just gets the new one'
);
select is(
  (select count(*) from ship_private.apns_provider_tokens), 1::bigint, 'one row per key'
);

select * from finish();
