select plan(3);
select given_component('web', build => 1);
select given_transports('broadcast');
select move('web', 2);
select ship.claim_deliveries();
create temp table before as
select to_jsonb(deliveries) as row from ship.deliveries;

select is(
  ship.finish_delivery((select id from ship.deliveries), gen_random_uuid(), 'delivered', 202), false, 'not held'
);
select is((select to_jsonb(deliveries) from ship.deliveries), (select row from before), 'nothing was written');
select is(
  ship.finish_delivery(0, gen_random_uuid(), 'delivered', 202), false, 'a delivery that does not exist is not held either'
);

select * from finish();
