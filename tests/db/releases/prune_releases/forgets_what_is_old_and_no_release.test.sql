select plan(8);
select given_transports('telegram');

select given_release('web', '1.0.0'), given_release('web', '1.1.0');
select cut('web', '1.2.0', 20, 'abandoned');
select ship.move_float('web', 'live', '1.0.0'), ship.move_float('web', 'live', '1.1.0'), ship.move_float('web', 'beta', '1.0.0');
select ship.record_back_merge('main', 'next', 'conflict'), ship.record_back_merge('main', 'next', 'done');
select find('open', 'healed'), find('open');
create function pg_temp.let_pass(age interval)
returns void
language sql
as $$
  update ship.releases set reserved_at = reserved_at - age, tagged_at = tagged_at - age, published_at = published_at - age where true;
  update ship.float_moves set moved_at = moved_at - age where true;
  update ship.back_merges set recorded_at = recorded_at - age where true;
  update ship.invariants set first_seen_at = first_seen_at - age, healed_at = healed_at - age where true;
  update ship.finding_reports set reported_at = reported_at - age where true;
$$;

select pg_temp.let_pass('170 days');
select ship_private.prune();
select results_eq(
  $$select (select count(*) from ship.float_moves), (select count(*) from ship.back_merges), (select count(*) from ship.invariants)$$,
  $$values (3::bigint, 2::bigint, 2::bigint)$$, 'nothing before its time'
);
select pg_temp.let_pass('1 year');
select ship_private.prune();
select results_eq(
  $$select channel::text, version from ship.float_moves order by channel$$, $$values ('beta', '1.0.0'), ('live', '1.1.0')$$, 'the last move of each float stays'
);
select is((select array_agg(outcome) from ship.back_merges), array['done'], 'and the last back-merge');
select is((select array_agg(key) from ship.invariants), array['open'], 'and what is open');
select is((select count(*) from ship.finding_reports), 2::bigint, 'what the chat has yet to hear stays');
select finish_one(delivery, 'delivered') from jsonb_array_elements(ship.claim_deliveries()) as delivery;
select ship_private.prune();
select is((select count(*) from ship.finding_reports), 0::bigint, 'and goes once it did');
select is((select count(*) from ship.deliveries), 0::bigint, 'with its deliveries');
select is((select count(*) from ship.releases), 3::bigint, 'no release is ever forgotten');

select * from finish();
