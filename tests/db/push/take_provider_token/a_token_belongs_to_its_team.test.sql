select plan(5);
select share_token(ship.take_provider_token('KEY', 'TEAM'), 'first');

select is(ship.take_provider_token('KEY', 'ANOTHER') ->> 'token', null, 'a token of the wrong team is of no use');
select is((select team_id from ship_private.apns_provider_tokens), 'ANOTHER', 'the next one is for this team');

create temp table first as
select ship.take_provider_token('OTHER', 'TEAM') as answer;
create temp table second as
select ship.take_provider_token('OTHER', 'ANOTHER') as answer;
select isnt((select answer -> 'mint' from second), 'null', 'a team that has changed does not wait for the token of the old one');
select is((select share_token(answer, 'late', 'OTHER') from first), false, 'which comes too late');
select is((select share_token(answer, 'good', 'OTHER', 'ANOTHER') from second), true, 'that of the present team is shared');

select * from finish();
