select plan(3);
select given_component('web', build => 1);
select given_transports('broadcast');
select move('web', 2);
create temp table claimed as
select ship.claim_deliveries() -> 0 as delivery;

select fails_with($$select finish_one(delivery, 'done') from claimed$$, 'PT422', 'outcome_unknown');
select fails_with($$select finish_one(delivery, null) from claimed$$, 'PT422', 'outcome_unknown');
select is((select state from ship.deliveries), 'leased', 'nothing was written');

select * from finish();
