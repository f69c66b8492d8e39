select plan(5);
select given_component('web', build => 1);
select given_component('docs', build => 1);
select given_transports('broadcast');
select move('web', 2);
select move('docs', 2);

select is(ship.claim_deliveries(1) #>> '{0,component}', 'web', 'the older one first, at most as many as asked for');
select is(ship.claim_deliveries(1) #>> '{0,component}', 'docs', 'then the next: what somebody holds is skipped');
select is(ship.claim_deliveries(1), '[]', 'then none, as an empty list');
select results_eq(
  $$select distinct state, attempt_count, lease_token is not null from ship.deliveries$$,
  $$values ('leased', 1, true)$$,
  'each is leased and counted'
);
select ok(
  (select bool_and(leased_until between now() + interval '10 seconds' and clock_timestamp() + interval '10 seconds') from ship.deliveries),
  'for the policy''s ten seconds'
);

select * from finish();
