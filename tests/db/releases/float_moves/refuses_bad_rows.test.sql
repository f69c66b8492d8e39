select plan(4);
select given_release('web', '1.3.0-beta.1');

select fails_with(
  $$insert into ship.float_moves (component_key, channel, version) values ('web', 'beta', '9.9.9')$$, '23503',
  'float_moves_component_key_version_fkey'
);
select fails_with(
  $$insert into ship.float_moves (component_key, channel, version) values ('web', 'live', '1.3.0-beta.1')$$, '23514',
  'float_move_version_is_for_its_channel'
);
select fails_with(
  $$insert into ship.float_moves (component_key, channel, version, digest_after) values ('web', 'beta', '1.3.0-beta.1', '')$$, '23514',
  'float_move_digests_are_short'
);
select lives_ok($$insert into ship.float_moves (component_key, channel, version) values ('web', 'alpha', '1.3.0-beta.1')$$);

select * from finish();
