select plan(3);
select given_component('web', build => 1);
select given_component('docs', build => 1);
select given_transports('broadcast');
select move('web', 2);
create temp table older as
select ship.claim_deliveries() -> 0 as delivery;
select move('web', 3);

select is(ship.claim_deliveries(), '[]', 'nobody is told 2 after 3');

select move('docs', 2);
select is(ship.claim_deliveries() #>> '{0,component}', 'docs', 'another component does not wait');

select finish_one((select delivery from older), 'delivered', 202);
select is(ship.claim_deliveries() #> '{0,build}', '3', 'once the older one has ended, the newer goes');

select * from finish();
