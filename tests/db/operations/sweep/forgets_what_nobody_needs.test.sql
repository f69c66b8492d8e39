select plan(2);
insert into ship_private.registration_windows (client_address, minute, new_device_count)
values
  ('192.0.2.1', date_trunc('minute', now()) - interval '3 hours', 60),
  ('192.0.2.1', date_trunc('minute', now()), 60);

select ship.sweep();

select is((select count(*) from ship_private.registration_windows), 1::bigint, 'windows of minutes that are over');
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
