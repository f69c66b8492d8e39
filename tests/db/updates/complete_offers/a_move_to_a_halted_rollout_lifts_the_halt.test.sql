select plan(2);
select given_ios();
select given_installations(100);
select offer(131, 2500);
select pushed();
select ship.halt_rollout('ios', 'live', 131, 'crashes');
select move('ios', 131);
select results_eq($$select bps, halted_at from ship.offers where build = 131$$, $$values (10000, null::timestamptz)$$);
select is(pushed(), inside(131, 2500, 10000));

select * from finish();
