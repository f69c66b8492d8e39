select plan(4);
select given_ios();
select given_devices(3);
select given_transports('apns', 'telegram');
select move('ios', 131);
select push_everything();

select is(ship.stop_announcement((select id from ship.announcements), 'late') -> 'ended', '1', 'only the chat was under way');
select is((select state from ship.deliveries where kind = 'push'), 'delivered', 'the pushes stay delivered');
select is(ship.was_told(1, 'ios', 131), true, 'who was told was told');
select is(
  (select array_agg(distinct state) from ship.push_runs), array['finished'], 'and a run that is finished is not stopped'
);

select * from finish();
