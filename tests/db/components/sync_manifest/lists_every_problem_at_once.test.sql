select plan(8);

create temp table refused as
select error_of($$
  select ship.sync_manifest(
    a_manifest(
      '{
        "Web": {},
        "api": {"build": "1"},
        "cli": {"kind": "watch", "label": ""},
        "ios": {"kind": "ios", "apns": {"topics": [1]}, "store": {"app_id": "x"}}
      }',
      '{"order": 1, "name": ""}'
    ),
    only_component => 'nobody'
  )
$$) as error;

select is((select error - '{detail,hint}'::text[] from refused), '{"state": "PT422", "code": "manifest_invalid"}', 'refused');
select matches((select error ->> 'detail' from refused), expected, expected)
from unnest(array['Web: .*key', 'api: build', 'cli: kind.*cli: label', 'ios: apns.topics.*ios: store', 'nobody:', 'order must', 'name must']) as expected;

select * from finish();
