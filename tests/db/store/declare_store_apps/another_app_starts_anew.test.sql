select plan(4);

select given_store();
update ship.store_apps set auto_channel = null, auto_bps = null where true;
select look(upload(131, 'installable'));
update ship.store_apps set next_look_at = now() where true;
create temporary table claimed as select ship.claim_store_looks() #>> '{0,lease_token}' as token;
select ship.sync_manifest(a_manifest('{"ios": {"kind": "ios", "build": 130, "store": {"app_id": "999999", "auto": true}}}'));
select is((select count(*) from ship.store_uploads), 0::bigint, 'what the other app has on its way is not of this one');
select is(
  (select ship.finish_store_look('ios', token::uuid, jsonb_build_array(upload(132, 'installable'))) from claimed), '{"held": false, "raised": null}',
  'whoever still asks about the other app is not heard'
);
select is(look(upload(1, 'waiting')) ->> 'raised', null, 'nothing of the other app is announced');
select is((select build from ship.components where key = 'ios'), 130::bigint, 'nobody was told');

select * from finish();
