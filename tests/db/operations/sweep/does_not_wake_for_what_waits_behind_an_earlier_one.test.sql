select plan(2);
select given_component('web', build => 1);
select given_transports('telegram');
select move('web', 2);
select move('web', 3);
select finish_one(ship.claim_deliveries() -> 0, 'retry', 429, 'slow down', 60);

select is(ship.claim_deliveries(), '[]', 'chat waits for the first of its line');
select is(ship.sweep() -> 'announce', 'false', 'so there is nothing to wake anybody for');

select * from finish();
