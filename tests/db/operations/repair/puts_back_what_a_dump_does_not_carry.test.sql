select plan(15);
select given_ios();
select given_devices(2);
select cron.unschedule('slipway-sweep');
select setval('ship.device_push_tokens_id_seq', 1, false);

select fails_with($$select ship.repair('ftp://one.test', ship_private.wake_token('sb_secret_x'))$$, 'PT422', 'repair_invalid');
select fails_with($$select ship.repair('https://one.test', '')$$, 'PT422', 'repair_invalid');
select fails_with($$select ship.repair('https://one.test', 'sb_secret_x')$$, 'PT422', 'repair_invalid', 'the vault is no place for a key');
select is(
  ship.repair('https://one.test', ship_private.wake_token('sb_secret_x')) -> 'repaired', '["job", "vault", "sequences"]', 'what was missing'
);
select is((select schedule || ' ' || command from cron.job where active), '10 seconds select ship.sweep()', 'the job is there again');
select is(
  (select jsonb_object_agg(name, decrypted_secret) from vault.decrypted_secrets),
  jsonb_build_object('project_url', 'https://one.test', 'wake_token', ship_private.wake_token('sb_secret_x')), 'the vault holds both'
);
select is(ship.repair('https://one.test', ship_private.wake_token('sb_secret_x')) -> 'repaired', '[]', 'a second call changes nothing');

select cron.alter_job((select jobid from cron.job where jobname = 'slipway-sweep'), active => false);
select is(ship.repair('https://one.test', ship_private.wake_token('sb_secret_x')) -> 'repaired', '["job"]', 'a job that was switched off is switched on');
select is((select active from cron.job), true, 'it runs');

select is(ship.repair('https://one.test', ship_private.wake_token('sb_secret_y')) -> 'repaired', '["vault"]', 'the token of another key is replaced');

select ship.sweep();
select is(
  ship.repair('https://two.test', ship_private.wake_token('sb_secret_y')) #>> '{home,away}', 'vault_other', 'another address makes it a copy, which a person has to adopt'
);
select ship.adopt_home('moved');
select is(ship.repair('https://two.test', ship_private.wake_token('sb_secret_y')) #>> '{home,away}', null, 'adopted, it is at home');
select commit_audit();
select unalike(
  (select string_agg(detail::text, ' ') from ship.audit_log), '%slipway_wake%', 'the audit holds no token'
);
select unalike(error_of($$select ship.repair('https://one.test', 'sb_secret_x')$$)::text, '%sb_secret_x%', 'nor does a refusal say what was given');

create or replace function ship_private.wake_status()
returns jsonb
language sql
as $$
  select '{"job": "unavailable"}'::jsonb;
$$;
select fails_with($$select ship.repair('https://one.test', ship_private.wake_token('sb_secret_y'))$$, 'PT409', 'cron_missing', 'without pg_cron nothing can sweep');

select * from finish();
