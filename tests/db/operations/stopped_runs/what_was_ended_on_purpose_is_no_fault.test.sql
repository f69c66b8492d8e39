select plan(6);
select given_ios();
select given_devices(3);
select given_transports('apns');
select given_vault('https://one.test');
select ship.sweep();

select move('ios', 131);
select ship.stop_announcement((select id from ship.announcements), 'wrong notes');
select is(ship_private.stopped_runs(), '[]', 'by hand');
select lives_ok('select ship.resume_push_run(id) from ship.push_runs', 'which may go on');
update ship.transports set is_on = false where transport = 'apns';
select is(ship_private.stopped_runs(), '[]', 'with its transport');
select fails_with('select ship.resume_push_run(min(id)) from ship.push_runs', 'PT409', 'transport_off', 'which goes on when that is on again');
update ship.transports set is_on = true where transport = 'apns';

select move('ios', 132);
select ship.adopt_home('from the backup of Monday');
select is(ship_private.stopped_runs(), '[]', 'where these rows come from');
select fails_with(
  'select ship.resume_push_run(max(id)) from ship.push_runs', 'PT409', 'run_of_another_home', 'which nobody makes go on: newer builds may have been told there'
);

select * from finish();
