select plan(11);

select fails_with(
  $$insert into ship.keys (key_name, kind, prefix, digest, state) values ('App', 'apns', 'KEY1', repeat('a', 64), 'generated')$$,
  '23514', 'key_name_is_a_slug'
);
select fails_with(
  $$insert into ship.keys (key_name, kind, prefix, digest, state) values ('app', 'ssh', 'KEY1', repeat('a', 64), 'generated')$$,
  '23514', 'key_kind_is_known'
);
select fails_with(
  $$insert into ship.keys (key_name, kind, prefix, digest, state) values ('app', 'apns', repeat('k', 17), repeat('a', 64), 'generated')$$,
  '23514', 'key_prefix_is_short'
);
select fails_with(
  $$insert into ship.keys (key_name, kind, prefix, digest, state) values ('app', 'apns', 'other', repeat('a', 64), 'generated')$$,
  '23514', 'key_prefix_is_short'
);
select fails_with(
  $$insert into ship.keys (key_name, kind, prefix, digest, state) values ('app', 'apns', 'KEY1', 'a', 'generated')$$, '23514', 'key_digest_is_sha256'
);
select fails_with(
  $$insert into ship.keys (key_name, kind, prefix, digest, state, added_at) values ('app', 'apns', 'KEY1', repeat('a', 64), 'lost', clock_timestamp())$$,
  '23514', 'key_state_is_known'
);
select fails_with(
  $$insert into ship.keys (key_name, kind, prefix, digest, state) values ('app', 'apns', 'KEY1', repeat('a', 64), 'live')$$,
  '23514', 'key_is_generated_until_it_is_added'
);
select fails_with(
  $$insert into ship.keys (key_name, kind, prefix, digest, state, added_at) values ('app', 'apns', 'KEY1', repeat('a', 64), 'removed', clock_timestamp())$$,
  '23514', 'key_is_removed_at_a_time'
);
select fails_with(
  $$insert into ship.keys (key_name, kind, prefix, digest, state, added_at) values ('app', 'apns', 'KEY1', repeat('a', 64), 'live', '2020-01-01')$$,
  '23514', 'key_times_are_in_order'
);
insert into ship.keys (key_name, kind, prefix, digest, state) values ('app', 'apns', 'KEY1', repeat('a', 64), 'generated');
select fails_with(
  $$insert into ship.keys (key_name, kind, prefix, digest, state) values ('app', 'apns', 'KEY2', repeat('a', 64), 'generated')$$,
  '23505', 'keys_key_name_digest_key'
);
select fails_with(
  $$insert into ship.keys (key_name, kind, prefix, digest, state) values ('two', 'apns', 'KEY1', repeat('b', 64), 'generated')$$,
  '23505', 'keys_prefix_where_not_removed', 'usage is counted by it'
);

select * from finish();
