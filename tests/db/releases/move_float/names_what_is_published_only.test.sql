select plan(11);

select given_release('web', '1.2.0'), given_release('web', '1.3.0-beta.1');
select tag('web', '1.3.0-beta.2');
select fails_with($$select ship.move_float('web', 'beta', '9.9.9')$$, 'PT404', 'release_unknown');
select fails_with($$select ship.move_float('web', 'beta', '1.3.0-beta.2')$$, 'PT409', 'release_not_published');
select fails_with($$select ship.move_float('web', 'live', '1.3.0-beta.1')$$, 'PT409', 'channel_lower', 'live never names a beta');
select fails_with($$select ship.move_float('web', 'edge', '1.2.0')$$, 'PT404', 'channel_unknown');
select is(
  ship.move_float('web', 'beta', '1.3.0-beta.1', null, 'sha256:aa', 'ci') - 'moved_at',
  '{
    "component": "web", "channel": "beta", "version": "1.3.0-beta.1", "digest_before": null, "digest_after": "sha256:aa", "is_new": true
  }',
  'where it is now'
);
select is(ship.move_float('web', 'beta', '1.3.0-beta.1', 'sha256:aa', 'sha256:aa', 'ci') -> 'is_new', 'false', 'the same again changes nothing');
select is(ship.move_float('web', 'beta', '1.2.0', 'sha256:aa', 'sha256:bb', 'ci') -> 'is_new', 'true', 'beta may name what is live');
select is(ship.move_float('web', 'live', '1.2.0', null, 'sha256:bb') -> 'is_new', 'true', 'each channel has its own');
select is((select count(*) from ship.float_moves), 3::bigint, 'the moves stay');
select is(
  jsonb_path_query_array(ship.release_status(), '$.floats[*].version'), '["1.2.0", "1.2.0"]', 'the status shows where they are'
);
select is(audited('float.moved'), array['float.moved', 'float.moved', 'float.moved'], 'each is chained');

select * from finish();
