select plan(1);
select given_ios();
select given_transports('apns');
select move('ios', 131);

select is(ship.claim_deliveries(), '[]', 'apns is drained in batches, by its own function');

select * from finish();
