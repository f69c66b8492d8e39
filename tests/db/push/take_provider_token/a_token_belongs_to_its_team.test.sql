select plan(2);
select ship.store_provider_token('KEY', (ship.take_provider_token('KEY', 'TEAM') #>> '{mint,lease_token}')::uuid, 'first');

select is(ship.take_provider_token('KEY', 'ANOTHER') ->> 'token', null, 'a token of the wrong team is of no use');
select is((select team_id from ship_private.apns_provider_tokens), 'ANOTHER', 'the next one is for this team');

select * from finish();
