select plan(1);
select given_ios();

select ship.reannounce('ios', 'first time');

select results_eq(
  $$select build, previous_build from ship.announced_changes$$, $$values (130::bigint, 130::bigint)$$, 'a receiver sees that nothing rose'
);

select * from finish();
