select plan(3);
select given_ios();
select given_installations(3);
select offer(131, 500);
select pushed();
select ship.withdraw_build('ios', 131, 'data loss');
set local session_replication_role = replica;
update ship.components set build = 131 where key = 'ios';
set local session_replication_role = origin;
select is(ship.sweep() ->> 'missed', '1', 'it is announced though its build was withdrawn');
select is((select build from ship.build_moves order by id desc limit 1), 131::bigint, 'and recorded');
select is(ship.sweep() ->> 'missed', '0', 'once');

select * from finish();
