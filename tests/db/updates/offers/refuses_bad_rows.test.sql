select plan(12);
select given_ios();
set local check_function_bodies = off;
select fails_with($$insert into ship.offers (component_key, channel, build, bps, available_at) values ('ios', 'live', 131, -1, now())$$, '23514', 'offer_bps_is_a_share');
select fails_with($$insert into ship.offers (component_key, channel, build, bps) values ('ios', 'live', 131, null)$$, '23502', 'bps');
select fails_with($$insert into ship.offers (component_key, channel, build, bps) values ('ios', 'live', 131, 1)$$, '23514', 'offer_available_at_matches_bps');
select fails_with($$insert into ship.offers (component_key, channel, build, completed_at) values ('ios', 'live', 131, now())$$, '23514', 'offer_completed_matches_bps');
select fails_with($$insert into ship.offers (component_key, channel, build, halted_at) values ('ios', 'live', 131, now())$$, '23514', 'offer_halt_has_a_reason');
select fails_with($$insert into ship.offers (component_key, channel, build, withdraw_reason) values ('ios', 'live', 131, 'x')$$, '23514', 'offer_withdrawal_has_a_reason');
select fails_with($$insert into ship.offers (component_key, channel, build, bps_reason) values ('ios', 'live', 131, ' ')$$, '23514', 'offer_reasons_are_bounded');
select fails_with($$insert into ship.offers (component_key, channel, build, steps) values ('ios', 'live', 131, '{}')$$, '23514', 'offer_steps_is_a_list');
select fails_with($$insert into ship.offers (component_key, channel, build, salt) select 'ios', 'live', 131, salt from ship.offers$$, '23505', 'offers_salt_key');
select fails_with($$insert into ship.offers (component_key, channel, build) values ('ios', 'live', 4711)$$, '23503', 'offers_component_key_build_fkey');
set local check_function_bodies = on;
select fails_with($$update ship.offers set salt = gen_random_uuid()$$, 'PT409', 'offer_is_immutable');
select fails_with($$update ship.offers set channel = 'rc'$$, 'PT409', 'offer_is_immutable');

select * from finish();
