begin;
select plan(11);

create function pg_temp.wake()
returns jsonb
language sql
as $$
  select ship.ship_status() -> 'wake';
$$;

select is(
  pg_temp.wake(), '{"job": "active", "swept_at": null, "swept_seconds_ago": null, "vault": "missing", "vault_secret_key": null, "worker": "unseen"}',
  'a database beside which no worker runs'
);
select given_vault();
select is(pg_temp.wake() ->> 'vault', 'ready', 'the vault holds both');
select ship.sweep();
select ok((pg_temp.wake() ->> 'swept_at')::timestamptz > now() - interval '1 minute', 'when the last sweep succeeded');
select is(pg_temp.wake() ->> 'swept_seconds_ago', '0', 'and how long ago, on the database''s clock');

savepoint well;
drop extension supabase_vault cascade;
select is(pg_temp.wake() ->> 'vault', 'unreadable', 'without a vault, or with secrets that another project''s key has locked');
select lives_ok($$select ship.sweep()$$, 'nobody fails over them');
rollback to well;
delete from vault.secrets where name = 'wake_token';
select is(pg_temp.wake() ->> 'vault', 'missing', 'one alone is not enough');

select cron.alter_job((select jobid from cron.job where jobname = 'slipway-sweep'), active => false);
select is(pg_temp.wake() ->> 'job', 'inactive', 'a job that was switched off');
select cron.unschedule('slipway-sweep');
select is(pg_temp.wake() ->> 'job', 'missing', 'as after pg_dump and restore');
drop extension pg_cron cascade;
select is(pg_temp.wake() ->> 'job', 'unavailable', 'without pg_cron');
drop extension pg_net cascade;
select is(pg_temp.wake() ->> 'worker', 'unseen', 'without pg_net');

select * from finish();
commit;
