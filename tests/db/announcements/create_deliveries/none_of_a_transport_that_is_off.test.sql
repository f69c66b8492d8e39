select plan(5);
select given_ios();

select given_transports('broadcast');
select move('ios', 131);
select results_eq($$select transport from ship.deliveries where seq = 1$$, $$values ('broadcast')$$, 'broadcast only');
select is_empty($$select from ship.push_runs$$, 'no run without apns');

select given_transports('apns');
select move('ios', 132);
select results_eq($$select transport from ship.deliveries where seq = 2$$, $$values ('apns')$$, 'apns only');

select given_transports('telegram');
select move('ios', 133);
select results_eq($$select transport from ship.deliveries where seq = 3$$, $$values ('telegram')$$, 'telegram only');

select given_transports('none');
select move('ios', 134);
select is((select count(*) from ship.announcements where seq = 4), 1::bigint, 'all off: recorded, told to nobody');

select * from finish();
