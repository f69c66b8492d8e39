select plan(6);

create function pg_temp.declared(components jsonb)
returns jsonb
language plpgsql
as $$
begin
  perform ship.sync_manifest(a_manifest(declared.components));
  return (
    select jsonb_object_agg(component_key, concat_ws(' ', app_id, platform, audience, auto_channel, auto_bps))
    from ship.store_apps
  );
end;
$$;

select is(
  pg_temp.declared(
    '{
      "ios": {"kind": "ios", "store": {"app_id": "12345", "audience": "external", "auto": true}},
      "mac": {"kind": "desktop", "store": {"app_id": "12345", "auto": {"percent": 50}}},
      "tv": {"kind": "ios", "store": {"app_id": "12345", "platform": "tvos"}}, "web": {}
    }'
  ),
  '{"ios": "12345 IOS external live 10000", "mac": "12345 MAC_OS internal live 5000", "tv": "12345 TV_OS internal"}', 'what a store gives out'
);
select is(audited('store_app.%'), array['store_app.declared', 'store_app.declared', 'store_app.declared'], 'each is chained');
select is((select array_agg(component_key order by 1) from ship.store_apps where next_look_at is not null), array['ios', 'mac'], 'auto looks at once');
select is(
  pg_temp.declared('{"ios": {"kind": "ios", "store": {"app_id": "12345", "audience": "external", "auto": true}}, "mac": {"kind": "desktop"}, "web": {}}'),
  '{"ios": "12345 IOS external live 10000"}', 'what left the file or the store is not followed any more'
);
select is(cardinality(audited('store_app.%')), 3, 'what did not change is not chained');
select is(
  detail_of($$select ship.sync_manifest(a_manifest('{"ios": {"kind": "ios", "store": {"app_id": "12345", "platform": "pc", "audience": "all", "auto": {"percent": 0}}}}'))$$),
  'ios: store.audience must be internal or external; ios: store.auto must be true, false, or an object with a channel (alpha, beta, rc, live) and a percent from 0.01 to 100; ios: store.platform must be one of ios, macos, tvos, visionos',
  'all that is wrong at once'
);

select * from finish();
