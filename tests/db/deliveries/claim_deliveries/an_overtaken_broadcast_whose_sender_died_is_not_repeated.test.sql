select plan(2);
select given_component('web', build => 1);
select given_transports('broadcast');
select move('web', 2);
select ship.claim_deliveries();
select move('web', 3);
update ship.deliveries
set leased_until = clock_timestamp() - interval '1 millisecond'
where state = 'leased';

select is(ship.claim_deliveries() #> '{0,build}', '3', 'the newer goes at once');
select is((select state from ship.deliveries where seq = 1), 'superseded', 'the older never again');

select * from finish();
