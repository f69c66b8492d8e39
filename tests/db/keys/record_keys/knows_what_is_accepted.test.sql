select plan(10);

select is(
  ship.record_keys(
    'app', 'secret-list', jsonb_build_array(
      jsonb_build_object('prefix', 'one', 'digest', repeat('a', 64)), jsonb_build_object('prefix', 'two', 'digest', repeat('b', 64))
    ), 'ana'
  ), 2, 'both are new'
);
select is(
  ship.record_keys('app', 'secret-list', jsonb_build_array(jsonb_build_object('prefix', 'two', 'digest', repeat('b', 64))), 'ana'), 0, 'none is'
);
select is((select array_agg(prefix || ' ' || state order by id) from ship.keys), array['one removed', 'two live'], 'what is not named any more went');
select is(audited('key.%'), array['key.recorded', 'key.recorded'], 'both calls changed something, and are chained');
select ship.record_keys('app', 'secret-list', jsonb_build_array(jsonb_build_object('prefix', 'two', 'digest', repeat('b', 64))), 'ana');
select is(audited('key.%'), array['key.recorded', 'key.recorded'], 'this one did not');
select ship.record_keys('app', 'secret-list', jsonb_build_array(jsonb_build_object('prefix', 'one', 'digest', repeat('a', 64))), 'ana');
select is((select array_agg(prefix || ' ' || state order by id) from ship.keys), array['one live', 'two removed'], 'what came back is accepted again');
select is(
  (select array_agg(old ->> 'prefix') from jsonb_array_elements(
    ship.begin_key_rotation(
      'app', 'secret-list', live => jsonb_build_array(jsonb_build_object('prefix', 'two', 'digest', repeat('b', 64)))
    ) -> 'old_keys'
  ) as old), array['two'], 'and a rotation removes it'
);
select fails_with($$select ship.record_keys('app', 'secret-list', '{}')$$, 'PT422', 'keys_invalid');
select fails_with($$select ship.record_keys('app', 'secret-list', '[1]')$$, 'PT422', 'keys_invalid');
select fails_with($$select ship.record_keys('App', 'secret-list', '[{"prefix": "x", "digest": "y"}]')$$, '23514', 'key_digest_is_sha256');

select * from finish();
