select plan(1);
select given_component('web', build => 7);
select given_transports('broadcast');
select ship.reannounce('web', 'again');

select is(ship.claim_deliveries() #> '{0,forced}', 'true', 'a re-fire');

select * from finish();
