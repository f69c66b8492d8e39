select plan(12);
select given_ios();
select given_devices(2);
select cron.unschedule('slipway-sweep');
select setval('ship.device_push_tokens_id_seq', 1, false);

select fails_with($$select ship.repair('ftp://one.test', 'sb_secret_x')$$, 'PT422', 'repair_invalid');
select fails_with($$select ship.repair('https://one.test', '')$$, 'PT422', 'repair_invalid');
select is(
  ship.repair('https://one.test', 'sb_secret_x') -> 'repaired', '["job", "vault", "sequences"]', 'what was missing'
);
select is((select schedule || ' ' || command from cron.job where active), '10 seconds select ship.sweep()', 'the job is there again');
select is(
  (select jsonb_object_agg(name, decrypted_secret) from vault.decrypted_secrets),
  '{"project_url": "https://one.test", "secret_key": "sb_secret_x"}', 'the vault holds both'
);
select is(ship.repair('https://one.test', 'sb_secret_x') -> 'repaired', '[]', 'a second call changes nothing');

select cron.alter_job((select jobid from cron.job where jobname = 'slipway-sweep'), active => false);
select is(ship.repair('https://one.test', 'sb_secret_x') -> 'repaired', '["job"]', 'a job that was switched off is switched on');
select is((select active from cron.job), true, 'it runs');

select is(ship.repair('https://one.test', 'sb_secret_y') -> 'repaired', '["vault"]', 'a wrong key is replaced');

select ship.sweep();
select is(
  ship.repair('https://two.test', 'sb_secret_y') #>> '{home,away}', 'vault_other', 'another address makes it a copy, which a person has to adopt'
);
select ship.adopt_home('moved');
select is(ship.repair('https://two.test', 'sb_secret_y') #>> '{home,away}', null, 'adopted, it is at home');
select commit_audit();
select unalike(
  (select string_agg(detail::text, ' ') from ship.audit_log), '%sb_secret%', 'the audit holds no key'
);

select * from finish();
