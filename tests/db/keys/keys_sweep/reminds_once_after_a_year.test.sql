select plan(8);

select given_vault();
select given_transports('telegram');
select begin_rotation();
select ship.abandon_key_rotation((select id from ship.key_rotations), 'a test');
select ship.sweep();
select is((select count(*) from ship.finding_reports), 0::bigint, 'it is young');
select is(ship.key_status() #>> '{keys,0,is_due}', 'false');
select age_keys('367 days');
select ship_private.keys_sweep();
select ok((select news ->> 0 from ship.finding_reports) ~ '^The key app is in use since .* slipway keys rotate app$', 'the chat hears of it');
select is((select count(*) from ship.deliveries where finding_report_id is not null), 1::bigint, 'by the road of all reports');
select ship_private.keys_sweep();
select is((select count(*) from ship.finding_reports), 1::bigint, 'once');
select is(audited('key.rotation_due'), array['key.rotation_due'], 'it is chained');
select is(ship.key_status('app') #>> '{keys,0,is_due}', 'true', 'and shown for as long as it is so');

update ship.keys set reminded_at = null where true;
select ship.begin_key_rotation('app', 'supabase-publishable');
select ship_private.keys_sweep();
select is((select count(*) from ship.finding_reports), 1::bigint, 'nobody is reminded of what is under way');

select * from finish();
