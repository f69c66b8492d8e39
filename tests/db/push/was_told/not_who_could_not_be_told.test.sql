select plan(5);
select given_ios();
select given_devices(5);
update ship.device_push_tokens
set deactivated_at = now() - interval '1 hour', deactivation_reason = 'Unregistered'
where id = 2;
update ship.device_push_tokens
set kind = 'voip'
where id = 3;
select move('ios', 131);
select push_everything();

select is(ship.was_told(1, 'ios', 131), true, 'an active one');
select is(ship.was_told(2, 'ios', 131), false, 'one that was dead before the move, though its id lies in the range');
select is(ship.was_told(3, 'ios', 131), false, 'one that takes no alerts');

update ship.device_push_tokens
set deactivated_at = clock_timestamp(), deactivation_reason = 'Unregistered'
where id = 4;
select is(ship.was_told(4, 'ios', 131), true, 'one that died later was told');
delete from ship.device_push_tokens
where id = 5;
select is(ship.was_told(5, 'ios', 131), false, 'an erased one is nobody any more');

select * from finish();
