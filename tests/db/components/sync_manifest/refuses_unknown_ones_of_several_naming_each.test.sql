select plan(5);
select given_component('web', build => 7);

select fails_with(
  $$select ship.sync_manifest(a_manifest('{"web": {"build": 8}}'), only_components => array['web', 'wbe', 'apo', 'wbe'])$$, 'PT422', 'manifest_invalid'
);
select is(
  detail_of($$select ship.sync_manifest(a_manifest('{"web": {"build": 8}}'), only_components => array['web', 'wbe', 'apo', 'wbe'])$$),
  'apo: is not in the manifest; wbe: is not in the manifest', 'each once'
);
select is(
  detail_of($$select ship.sync_manifest(a_manifest('{"web": {"build": 8}}'), only_components => array['web', null])$$),
  'null: is not in the manifest', 'nothing is no component, and never all of them'
);
select is((select build from ship.components), 7::bigint, 'nothing moved');
select is((select count(*) from ship.announcements), 0::bigint, 'nothing is announced');

select * from finish();
