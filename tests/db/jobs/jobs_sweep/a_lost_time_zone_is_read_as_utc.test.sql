select plan(5);
select given_job('lost', '0 3 * * *', '-11 minutes'), given_job('late', '0 3 * * *', '-11 minutes'), given_job('beats', '0 3 * * *', '1 hour');
-- as when tzdata loses a name, or a dump comes to an older one
update ship.jobs set tz = 'Mars/Base' where key in ('lost', 'beats');

select ship.sweep();
select is((select state from ship.jobs where key = 'late'), 'missed', 'the others are looked after');
select is((select state from ship.jobs where key = 'lost'), 'missed', 'and so is the one whose time zone nobody knows');
select is(
  (select next_due_at from ship.jobs where key = 'lost'), ship_private.next_run('0 3 * * *', 'UTC', clock_timestamp()), 'which goes by UTC'
);
select is(
  (select array_agg(key) from ship.invariants where message like '%within 00:10:00. The database does not know Mars/Base any more, and goes by UTC'),
  array['lost'], 'and says so, alone'
);
select is(ship.heartbeat('beats') ->> 'state', 'ok', 'it is heard');

select * from finish();
