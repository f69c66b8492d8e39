select plan(5);
select share_token(ship.take_provider_token('KEY', 'TEAM'), 'good');
select is(mark_of(ship.take_provider_token('KEY', 'TEAM')), 'good', 'it is shared');
update ship_private.apns_provider_tokens set token = 'what came past the check' where true;
create temp table taken as
select ship.take_provider_token('KEY', 'TEAM') as answer;
select is((select answer ->> 'token' from taken), null, 'what is no token is handed to nobody');
select isnt((select answer -> 'mint' from taken), 'null', 'and a new one is minted');

select fails_with($$select ship.take_provider_token('', 'TEAM')$$, 'PT422', 'provider_key_invalid');
select fails_with($$select ship.take_provider_token('KEY', repeat('T', 41))$$, 'PT422', 'provider_key_invalid');

select * from finish();
