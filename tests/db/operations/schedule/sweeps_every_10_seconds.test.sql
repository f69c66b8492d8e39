select plan(1);

select results_eq(
  $$select jobname, schedule, command, username, active from cron.job$$,
  $$values ('slipway-sweep', '10 seconds', 'select ship.sweep()', 'postgres', true)$$,
  'one job, as postgres'
);

select * from finish();
