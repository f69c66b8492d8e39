select plan(6);
select given_ios();
select given_devices(2);
select given_component('web', build => 7);
select given_vault();

select component, changed
from ship.sync_manifest(
  a_manifest('{"web": {"build": 8}, "ios": {"kind": "ios", "build": 131, "apns": {"topics": ["test.app"]}}}'),
  only_component => 'web'
);
select is_empty(
  $$select from ship.deliveries where transport = 'apns'$$,
  'promise 31, promise 46: a ship of web makes no apns delivery, even where the manifest has a newer ios build'
);
select is_empty('select from ship.push_runs', 'promise 46: no fan-out begins');
select results_eq(
  $$select url from net.http_request_queue$$, $$values ('http://gateway.test/functions/v1/announce')$$,
  'promise 46: push is not called'
);
select ship.reannounce('web', 'again', 'what is new');
select is_empty('select from ship.push_runs', 'promise 31: nor by a forced announcement of web');

delete from net.http_request_queue where true;
select ship.sync_manifest(
  a_manifest('{"web": {"build": 9}, "ios": {"kind": "ios", "build": 131, "apns": {"topics": ["test.app"]}}}')
);
select results_eq(
  $$select component_key from ship.deliveries where transport = 'apns'$$, $$values ('ios')$$,
  'promise 46: when both move, the fan-out is the one of ios'
);
select bag_eq(
  $$select url from net.http_request_queue$$,
  array['http://gateway.test/functions/v1/announce', 'http://gateway.test/functions/v1/push'], 'and push is called'
);

select * from finish();
