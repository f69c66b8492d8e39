select plan(4);
select share_token(ship.take_provider_token('KEY', 'TEAM'), 'first');
create temp table first as
select token from ship_private.apns_provider_tokens;

create temp table refused as
select ship.take_provider_token('KEY', 'TEAM', token) as answer
from first;
select is((select answer ->> 'token' from refused), null, 'nobody gets it any more');
select isnt((select answer -> 'mint' from refused), 'null', 'and a new one is minted');

select share_token(answer, 'second') from refused;
select is(
  (
    select mark_of(answer) || ' ' || (answer ->> 'mint' is null)
    from first, lateral ship.take_provider_token('KEY', 'TEAM', token) as answer
  ),
  'second true', 'a worker that was refused with the old one just gets the new one'
);
select is(
  (select count(*) from ship_private.apns_provider_tokens), 1::bigint, 'one row per key'
);

select * from finish();
