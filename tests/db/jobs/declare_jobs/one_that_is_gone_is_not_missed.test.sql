select plan(4);
select given_job('retention', due => '-11 minutes'), given_job('backup', due => '-11 minutes');
select ship_private.jobs_sweep();
select is(audited('finding.%'), array['finding.opened', 'finding.opened'], 'both are missed');

select ship.declare_jobs('[{"key": "backup", "cron": "0 5 * * *", "grace_s": 600}]');
select is(audited('finding.%'), array['finding.opened', 'finding.opened', 'finding.healed', 'finding.healed'], 'neither is asked for as it was');
select is((select state from ship.jobs), 'waiting', 'by another clock it waits again');
select is((select count(*) from ship.invariants where healed_at is null), 0::bigint, 'nothing is open');

select * from finish();
