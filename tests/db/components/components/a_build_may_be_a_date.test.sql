select plan(10);
select given_ios();
select given_devices(1);
select given_transports('broadcast', 'apns');
select ship.confirm_store_build('ios', 202611270105, '2.0.0', now() - interval '1 minute', true);

select is((select build from ship.components), 202611270105, 'what is deployed');
select is((select build from ship.build_moves order by id desc limit 1), 202611270105, 'what is recorded');
select is(ship.manifest() -> 'build', '202611270105', 'what the manifest serves');
select is(ship.claim_deliveries() #> '{0,build}', '202611270105', 'what is broadcast');
create temp table claimed as select claim_batch() as batch;
select is((select batch -> 'build' from claimed), '202611270105', 'what is pushed');
select answer(batch) from claimed;
select push_everything();
select is(ship.was_told(1, 'ios', 202611270105), true, 'and who was told');
select is(
  ship.register_device('ios', 'abcd', installed_build => 202611270104) -> 'current_build', '202611270105', 'a device that has another'
);

create temp table held as
select ship.begin_ship('web', 'production', 'ana', 'clone', '{}', 202611270106) as ship;
select step(ship, 'bump', detail => '{"build": 202611270107}') from held;
select is((select build from ship.ships), 202611270107, 'a ship''s number');
select is(
  (select changed from ship.sync_manifest(a_manifest('{"web": {"build": 9007199254740991}}'), only_component => 'web')), true,
  'up to what JSON and JavaScript hold exactly'
);
select fails_with($$select move('web', 9007199254740992)$$, '23514', 'component_build_is_within_53_bits', 'and no further');

select * from finish();
