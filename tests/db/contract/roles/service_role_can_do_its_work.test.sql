select plan(19);
select given_vault();
set local role service_role;

select lives_ok(
  $$select ship.sync_manifest(a_manifest('{"ios": {"kind": "ios", "build": 130, "apns": {"topics": ["test.app"]}}, "web": {"build": 1}}'))$$,
  'sync_manifest'
);
select lives_ok($$select ship.confirm_store_build('ios', 131, installable_at => now() - interval '1 hour', raise => true)$$, 'confirm_store_build');
select lives_ok($$select ship.register_device('ios', 'abcd')$$, 'register_device');
select lives_ok($$select ship.reannounce('ios', 'again')$$, 'reannounce');
select lives_ok($$select finish_one(ship.claim_deliveries(1) -> 0, 'delivered', 202)$$, 'claim_deliveries, finish_delivery');
select is(push_everything(), 2, 'claim_push_batch, finish_push_batch');
select lives_ok(
  $$select share_token(ship.take_provider_token('KEY', 'TEAM'), 'signed')$$,
  'take_provider_token, store_provider_token'
);
select lives_ok(
  $$select step(held, 'push'), holds(held), leases_of(held), finish(held) from (select begin('web') as held) as ships$$,
  'begin_ship, record_step, renew_lease, finish_ship'
);
select lives_ok(
  $$
    select given_release('cli', '1.0.0'), cut('cli', '1.1.0', 5), ship.move_float('cli', 'live', '1.0.0'), ship.record_back_merge('main', 'next', 'done'),
      find('a'), ship.link_finding('sentry', 'a', 'https://host.test/1'), ship.release_status()
  $$,
  'reserve_release, record_tag, record_publication, move_float, record_back_merge, record_findings, link_finding, release_status'
);
select lives_ok(
  $$
    select "declare"(environment('staging')), given_deployment('staging', 'web', 1), promote(held), advance(held, 'pushed'), ship.environment_status()
    from (select begin('api', '{}', 'ana@desk', 'staging', 'promotion') as held) as ships
  $$,
  'declare_environments, begin_deployment, finish_deployment, begin_promotion, advance_promotion, environment_status'
);
select lives_ok(
  $$select ship.record_migration_run('staging', repeat('a', 64), '[]', true, 'done', 1, actor => 'ci'), ship.migration_runs('staging')$$,
  'record_migration_run, migration_runs'
);
select lives_ok(
  $$select ship.close_step((ship.open_step('Turn the DNS') ->> 'id')::bigint), ship.operator_steps(), (select count(*) from ship.operator_steps)$$,
  'open_step, close_step, operator_steps'
);
select lives_ok(
  $$
    select ship.declare_jobs('[{"key": "retention", "cron": "0 3 * * *", "grace_s": 3600}]'), ship.heartbeat('retention', false), ship.heartbeat('retention'),
      ship.job_status(), (select count(*) from ship.jobs), (select count(*) from ship.job_beats)
  $$,
  'declare_jobs, heartbeat, job_status'
);
select lives_ok(
  $$
    select
      ship.record_keys('app', 'apns', '[]'),
      ship.abandon_key_rotation((ship.begin_key_rotation('app', 'apns') ->> 'id')::bigint, 'a test'), ship.record_key_usage('{"other": 1}'), ship.key_usage_report(),
      ship.key_status(), (select count(*) from ship.keys)
  $$,
  'record_keys, begin_key_rotation, abandon_key_rotation, record_key_usage, key_usage_report, key_status'
);
select lives_ok(
  $$
    select ship.take_store_event('e-1', 'webhookPingCreated'), ship.claim_store_looks(), ship.finish_store_look('ios', gen_random_uuid(), '[]'),
      ship.store_status(), (select count(*) from ship.store_apps)
  $$,
  'take_store_event, claim_store_looks, finish_store_look, store_status'
);
select lives_ok($$select ship.wake_push()$$, 'wake_push');
select lives_ok($$select ship.sweep()$$, 'sweep');
select lives_ok($$select ship.unregister_device('abcd', 'test.app')$$, 'unregister_device');
select lives_ok(
  $$select ship.manifest(), ship.audit_head(), ship.verify_audit(), ship.announcement_report(null), (select count(*) from ship.delivery_report), (select count(*) from ship.deployed)$$,
  'what it may read'
);
reset role;

select * from finish();
