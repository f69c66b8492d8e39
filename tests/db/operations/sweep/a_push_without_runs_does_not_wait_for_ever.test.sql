select plan(3);
select given_ios();
select given_transports('apns');
select move('ios', 131);
-- rows that were restored in part
delete from ship.push_runs where true;
select ship.sweep();
select is((select state from ship.deliveries), 'pending', 'within its life somebody may bring the rest');

update ship.deliveries set created_at = now() - interval '25 hours' where true;
select ship.sweep();
select is((select state || ' ' || last_error from ship.deliveries), 'failed runs_missing', 'then it fails and says why');
select is(ship.announcement_progress() -> 'complete', 'true', 'nothing stays pending');

select * from finish();
