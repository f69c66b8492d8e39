select plan(11);

select begin_rotation('add');
select is(ship.record_key_usage('{"sb_publishable_old111": 3, "sb_publishable_new222": 2, "other": 1}'), 6::bigint);
select is(ship.record_key_usage('{"sb_publishable_old111": 4}'), 4::bigint);
select is(
  (select jsonb_object_agg(prefix, count) from ship.key_usage), '{"sb_publishable_old111": 7, "sb_publishable_new222": 2, "other": 1}', 'they add up'
);
select is((select count(distinct hour) from ship.key_usage), 1::bigint, 'in one hour');
select ship.record_key_usage((select jsonb_object_agg('invented' || n, 1) from generate_series(1, 100) as n));
select ship.record_key_usage((select jsonb_object_agg('more' || n, 1) from generate_series(1, 100) as n));
select is((select count(*) from ship.key_usage), 50::bigint, 'no more rows than that');
select is((select sum(count) from ship.key_usage), 210::numeric, 'and nothing is lost');
select ship.record_key_usage('{"sb_publishable_old111": 1}');
select is((select count from ship.key_usage where prefix = 'sb_publishable_old111'), 8::bigint, 'what is declared is counted all the same');
select ship.record_key_usage(jsonb_build_object('a whole key, ' || repeat('k', 40), 5));
select is((select sum(count) from ship.key_usage), 216::numeric, 'what can be no prefix is counted, and not kept');
select fails_with($$select ship.record_key_usage('[]')$$, 'PT422', 'key_usage_invalid');
select fails_with($$select ship.record_key_usage('{"a": -1}')$$, 'PT422', 'key_usage_invalid');
select fails_with($$select ship.record_key_usage('{"a": "1"}')$$, 'PT422', 'key_usage_invalid');

select * from finish();
