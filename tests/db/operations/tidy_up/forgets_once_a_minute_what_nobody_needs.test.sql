select plan(5);
create function pg_temp.grow_old() returns void language sql as $$
  insert into ship_private.registration_windows (client_address, minute, new_device_count)
  values ('192.0.2.1', date_trunc('minute', now()) - interval '3 hours', 60);
$$;
create function pg_temp.windows() returns bigint language sql as 'select count(*) from ship_private.registration_windows';
insert into ship_private.registration_windows (client_address, minute, new_device_count)
values ('192.0.2.1', date_trunc('minute', now()), 60);

select pg_temp.grow_old();
select ship.sweep();
select is(pg_temp.windows(), 1::bigint, 'windows of minutes that are over');

select pg_temp.grow_old();
select ship.sweep();
select is(pg_temp.windows(), 2::bigint, 'not again within the minute');

update ship_private.sweeps set tidied_at = clock_timestamp() - interval '61 seconds' where true;
select ship.sweep();
select is(pg_temp.windows(), 1::bigint, 'but after it');

select pg_temp.grow_old();
update ship_private.sweeps set tidied_at = clock_timestamp() + interval '1 day' where true;
select ship.sweep();
select is(pg_temp.windows(), 1::bigint, 'also when the clock was put back meanwhile');

select is(
  (
    select count(*)
    from pg_proc
    where oid = 'ship_private.prune_cron_history()'::regprocedure
      and pg_get_functiondef(oid) like '%cron.job_run_details%'
  ),
  1::bigint, 'and pg_cron''s history, which only its worker writes'
);

select * from finish();
