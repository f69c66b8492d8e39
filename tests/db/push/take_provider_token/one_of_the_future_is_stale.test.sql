select plan(4);
select share_token(ship.take_provider_token('KEY', 'TEAM'), 'of the future');

update ship_private.apns_provider_tokens set issued_at = clock_timestamp() + interval '30 seconds' where true;
select is(mark_of(ship.take_provider_token('KEY', 'TEAM')), 'of the future', 'half a minute is what clocks differ by');

update ship_private.apns_provider_tokens set issued_at = clock_timestamp() + interval '2 hours' where true;
create temp table taken as
select ship.take_provider_token('KEY', 'TEAM') as answer;
select is((select answer ->> 'token' from taken), null, 'Apple would refuse it: nobody gets it');
select isnt((select answer -> 'mint' from taken), 'null', 'and a new one is minted');

update ship_private.apns_provider_tokens set mint_until = clock_timestamp() + interval '2 hours' where true;
select isnt(ship.take_provider_token('KEY', 'TEAM') -> 'mint', 'null', 'a right to mint that came with a dump holds nobody up');

select * from finish();
