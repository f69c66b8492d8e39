select plan(18);

select "declare"(environment('staging'));
create temp table before as select * from ship.environments;

select fails_with(format('select ship.declare_environments(%L)', bad), 'PT422', 'environments_invalid', bad)
from unnest(array['{}', '"staging"', 'null', '[]', '[null]', '["staging"]', '[[]]', '[{"branch": "main"}]']) as bad;
select fails_with('select ship.declare_environments(null)', 'PT422', 'environments_invalid', 'nothing at all');
select fails_with(
  $$select ship.declare_environments((select jsonb_agg(environment('e' || n)) from generate_series(1, 51) as n))$$, 'PT422',
  'environments_invalid', 'more than fifty'
);
select fails_with(
  $$select "declare"(environment('staging'), environment('staging'))$$, 'PT422', 'environments_invalid', 'one named twice, if only with the same'
);
select is(
  detail_of($$select "declare"(environment('staging', '{"announces": true}'), environment('production', '{"announces": true}'))$$),
  'environments_announces_where_announcing', 'two that announce'
);
select is(detail_of($$select "declare"(environment('staging', '{"branch": null}'))$$), 'branch', 'without a branch');
select is(detail_of($$select "declare"(environment('staging', '{"hosts": ["a b"]}'))$$), 'environment_hosts_are_slugs', 'a name with a blank');
select is(
  detail_of($$select "declare"(environment('staging', '{"announces": "yes"}'))$$), 'cannot cast jsonb string to type boolean', 'a word for a truth'
);
select is(
  detail_of($$select "declare"(environment('staging', '{"components": {"api": 1}}'))$$), 'cannot extract elements from an object', 'no list'
);
select is(
  detail_of($$select ship.declare_environments(jsonb_build_array(environment('staging', '{"url": "https://new.test"}')), 'HEAD')$$),
  'environment_commit_is_a_sha', 'a commit that is none'
);
select set_eq('select * from ship.environments', 'select * from before', 'nothing was changed');

select * from finish();
