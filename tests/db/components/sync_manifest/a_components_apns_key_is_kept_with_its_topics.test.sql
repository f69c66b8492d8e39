select plan(4);
select ship.sync_manifest(a_manifest('{"ios": {"kind": "ios", "apns": {"topics": ["a.b", "a.c"]}}}'));
select is((select array_agg(distinct apns_key) from ship.component_topics), '{default}', 'the present variables are the default key');
select ship.sync_manifest(a_manifest('{"ios": {"kind": "ios", "apns": {"topics": ["a.b", "a.c"], "key": "watch"}}}'));
select is((select array_agg(distinct apns_key) from ship.component_topics), '{watch}', 'another key by its name');
select given_devices(1, 'a.b');
select ship.reannounce('ios', 'test');
select is(claim_batch() ->> 'apns_key', 'watch', 'a batch says which key signs it');
select fails_with(
  $$select ship.sync_manifest(a_manifest('{"ios": {"kind": "ios", "apns": {"topics": ["a.b"], "key": "No Name"}}}'))$$,
  'PT422', 'manifest_invalid'
);
select * from finish();
