select plan(17);
select given_ios();
create temp table long as
select jsonb_agg(jsonb_build_object('bps', number, 'after', number || ' hours')) as steps from generate_series(1, 51) as number;
select fails_with($$select ship.offer_build('ios', 131, steps => '{}')$$, 'PT422', 'steps_invalid', 'no list');
select fails_with($$select ship.offer_build('ios', 131, steps => '"soon"')$$, 'PT422', 'steps_invalid', 'no list');
select fails_with($$select ship.offer_build('ios', 131, steps => (select steps from long))$$, 'PT422', 'steps_invalid', '51 are too many');
select fails_with($$select ship.offer_build('ios', 131, steps => '[1]')$$, 'PT422', 'steps_invalid', 'a step is an object');
select fails_with($$select ship.offer_build('ios', 131, bps => 500, steps => '[{"bps": 500, "after": "1 hour"}]')$$, 'PT422', 'steps_invalid', 'not above the share');
select fails_with($$select ship.offer_build('ios', 131, steps => '[{"bps": 2, "after": "1 hour"}, {"bps": 2, "after": "2 hours"}]')$$, 'PT422', 'steps_invalid', 'does not rise');
select fails_with($$select ship.offer_build('ios', 131, steps => '[{"bps": 2, "after": "1 hour"}, {"bps": 1, "after": "2 hours"}]')$$, 'PT422', 'steps_invalid', 'falls');
select fails_with($$select ship.offer_build('ios', 131, steps => '[{"bps": 1, "after": "1 hour"}, {"bps": 2, "after": "1 hour"}]')$$, 'PT422', 'steps_invalid', 'is not later');
select fails_with($$select ship.offer_build('ios', 131, steps => '[{"bps": 1, "after": "0"}]')$$, 'PT422', 'steps_invalid', 'is not later than now');
select fails_with($$select ship.offer_build('ios', 131, steps => '[{"bps": 1, "after": "soon"}]')$$, 'PT422', 'steps_invalid', 'no interval');
select fails_with($$select ship.offer_build('ios', 131, steps => '[{"bps": 1}]')$$, 'PT422', 'steps_invalid', 'no time');
select fails_with($$select ship.offer_build('ios', 131, steps => '[{"bps": 1.5, "after": "1 hour"}]')$$, 'PT422', 'steps_invalid', 'no whole number');
select fails_with($$select ship.offer_build('ios', 131, steps => '[{"bps": 10001, "after": "1 hour"}]')$$, 'PT422', 'steps_invalid', 'more than everybody');
select fails_with($$select ship.offer_build('ios', 131, steps => '[{"bps": 0, "after": "1 hour"}]')$$, 'PT422', 'steps_invalid', 'nobody');
select matches(
  detail_of($$select ship.offer_build('ios', 131, steps => '[{"bps": "1"}, {"bps": 2, "after": "1 hour"}, {"bps": 1, "after": "1 hour"}]')$$),
  'step 1: bps.*step 1: needs.*step 3: 1 bps.*step 3: is not later', 'everything that is wrong is said at once'
);
select is((select count(*) from ship.offers where build = 131), 0::bigint, 'nothing was offered');
select is(jsonb_array_length(ship.offer_build('ios', 131, steps => (select steps - 50 from long)) -> 'steps'), 50, '50 are not');

select * from finish();
