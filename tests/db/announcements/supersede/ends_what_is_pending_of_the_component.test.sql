select plan(3);
select given_ios();
select given_component('web', build => 7);
select move('ios', 131);
select move('web', 8);

select move('ios', 132);

select results_eq(
  $$select seq, transport, component_key, state from ship.deliveries where seq < 3 order by seq, transport$$,
  $$
    values
      (1::bigint, 'apns', 'ios', 'superseded'),
      (1, 'broadcast', 'ios', 'superseded'),
      (1, 'telegram', null, 'pending'),
      (2, 'broadcast', 'web', 'pending'),
      (2, 'telegram', null, 'pending')
  $$,
  'its broadcast and its push; not chat, not another component'
);
select results_eq(
  $$select distinct state, finished_at is not null from ship.push_runs where seq = 1$$,
  $$values ('superseded', true)$$,
  'its runs have ended'
);
select is(claim_batch() ->> 'build', '132', 'what is pushed is the new build');

select * from finish();
