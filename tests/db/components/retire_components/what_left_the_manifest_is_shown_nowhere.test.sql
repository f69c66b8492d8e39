select plan(13);
select ship.sync_manifest(a_manifest('{"web": {"build": 7}, "old": {"build": 9}}'));

select ship.sync_manifest(a_manifest('{"web": {"build": 8}}'), only_component => 'web');
select is(
  (select retired_at from ship.components where key = 'old'), null, 'a ship of one component retires no other'
);
select ship.record_findings('verify:production:old', '[{"key": "health", "message": "answered 500"}]');
select ship.record_findings('verify:production:web', '[{"key": "health", "message": "answered 500"}]');

select ship.sync_manifest(a_manifest('{"web": {"build": 8}}'));
select isnt((select retired_at from ship.components where key = 'old'), null, 'a sync of the whole manifest does');
select is(
  (select array_agg(source) from ship.invariants where healed_at is null), array['verify:production:web'],
  'nobody asks its probes: what was broken is open no longer'
);
select is((select count(*) from ship_private.audit_inbox where action = 'finding.healed'), 1::bigint, 'which is chained');
select ship.sync_manifest(a_manifest('{"web": {"build": 8}}'));
select is((select count(*) from ship_private.audit_inbox where action = 'finding.healed'), 1::bigint, 'once');
select is(
  ship.manifest() #>> '{build}' || ' ' || array_to_string(array(select jsonb_object_keys(ship.manifest() -> 'components')), ','),
  '8 web', 'the served manifest has neither it nor its build'
);
select is(jsonb_path_query_array(ship.ship_status(), '$.components[*].key'), '["web"]', 'nor the status');
select move('web', 9);
select is(
  (select jsonb_path_query_array(components, '$[*].key') from ship.announcements order by seq desc limit 1), '["web"]',
  'nor the chat'
);
set local role anon;
select is((select array_agg(key) from ship.components), array['web'], 'nor does anon see its row');
select is(ship.manifest() #> '{components,old}', null, 'nor in the manifest');
reset role;
select is((select count(*) from ship.build_moves where component_key = 'old'), 1::bigint, 'its history stays');

create temp table again as
select component, previous, build, changed from ship.sync_manifest(a_manifest('{"web": {"build": 9}, "old": {"build": 10}}'));
select results_eq(
  $$select component, previous, build, changed from again order by 1$$,
  $$values ('old', 9::bigint, 10::bigint, true), ('web', 9, 9, false)$$, 'it comes back with the build it had'
);
select is(jsonb_path_query_array(ship.ship_status(), '$.components[*].key'), '["old", "web"]', 'and is shown again');

select * from finish();
