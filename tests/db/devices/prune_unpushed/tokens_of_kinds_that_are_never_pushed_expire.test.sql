select plan(5);
select given_ios();
select given_devices(4);
update ship.device_push_tokens set kind = 'voip' where id = 2;
update ship.device_push_tokens set kind = 'live_activity' where id in (3, 4);
update ship.device_push_tokens set last_registered_at = now() - interval '91 days' where id in (1, 2, 3);

select ship.sweep();
select results_eq(
  $$select id from ship.device_push_tokens order by id$$, $$values (1::bigint), (4)$$,
  'those that did not register for 90 days are gone; one that is pushed stays, because APNs ends it'
);

update ship.push_policy set keep_unpushed = '1 hour' where is_only_row;
select ship_private.prune_unpushed();
select is((select count(*) from ship.device_push_tokens), 1::bigint, 'the policy says how long');

select is(ship.register_device('ios', 'abcd', kind => 'voip') ->> 'registered', 'true', 'a new one');
select ship_private.prune_unpushed();
select is((select count(*) from ship.device_push_tokens where kind = 'voip'), 1::bigint, 'stays');
select is(
  (select indexdef from pg_indexes where indexname = 'device_push_tokens_id_where_never_pushed'),
  'CREATE INDEX device_push_tokens_id_where_never_pushed ON ship.device_push_tokens USING btree (id) WHERE (kind <> ''device''::text)',
  'found by an index that holds no device that is pushed'
);

select * from finish();
