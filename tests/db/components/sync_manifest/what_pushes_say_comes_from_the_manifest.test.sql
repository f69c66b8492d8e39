select plan(4);
select ship.sync_manifest(a_manifest('{"ios": {"kind": "ios", "apns": {"topics": ["a.b"], "alerts": {
  "live": {"body": "{version} is out"}, "alpha": {"loc_key": "alpha"}
}}}}'));
select results_eq(
  'select component_key, channel::text, title, body, loc_key from ship.push_templates order by channel',
  $$values ('ios', 'alpha', null, null, 'alpha'), ('ios', 'live', null, '{version} is out', null)$$,
  'a template per channel'
);

select ship.sync_manifest(a_manifest('{"ios": {"kind": "ios", "apns": {"topics": ["a.b"], "alerts": {"live": {"title": "New", "body": "{build}"}}}}}'));
select results_eq(
  'select channel::text, title, body from ship.push_templates',
  $$values ('live', 'New', '{build}')$$,
  'what left the manifest is gone, what changed is changed'
);

select is(
  detail_of($$select ship.sync_manifest(a_manifest('{"ios": {"kind": "ios", "apns": {"topics": [], "alerts": {"beta": {"text": "a"}}}}}'))$$),
  'ios: apns.alerts must name channels (alpha, beta, rc, live), each an object of texts with title or title_loc_key, body or loc_key',
  'a field that nobody knows is refused'
);
select fails_with(
  $$select ship.sync_manifest(a_manifest('{"ios": {"kind": "ios", "apns": {"topics": [], "alerts": {"beta": {"body": "{name"}}}}}'))$$,
  '23514', 'push_template_placeholders_are_known'
);

select * from finish();
