select plan(5);
select given_component('web', build => 1);
select given_component('docs', build => 1);
select given_component('api', build => 1);
select given_transports('broadcast');
update ship.components
set build = 2
where true;
select commit_audit();
create temp table claimed as
select delivery from jsonb_array_elements(ship.claim_deliveries()) as delivery;

select finish_one(delivery, 'delivered', 202) from claimed where delivery ->> 'component' = 'web';
select finish_one(delivery, 'failed', 401, 'unauthorized') from claimed where delivery ->> 'component' = 'docs';
select finish_one(delivery, 'skipped', error => 'not_configured') from claimed where delivery ->> 'component' = 'api';

select results_eq(
  $$select component_key, state, last_status, last_error from ship.deliveries order by component_key$$,
  $$
    values
      ('api', 'skipped', null, 'not_configured'),
      ('docs', 'failed', 401, 'unauthorized'),
      ('web', 'delivered', 202, null)
  $$,
  'state, status and reason'
);
select ok(
  (select bool_and(finished_at is not null and lease_token is null and leased_until is null) from ship.deliveries),
  'with the time, and without a lease'
);
select is(ship.claim_deliveries(), '[]', 'none is handed out again');
select is(
  (select finish_one(delivery, 'delivered', 202) from claimed where delivery ->> 'component' = 'docs'), false,
  'none can end twice'
);
select commit_audit();
select results_eq(
  $$select action, detail from ship.audit_log where action like 'delivery.%' order by detail ->> 'component'$$,
  $$
    values
      ('delivery.skipped', '{"seq": 1, "transport": "broadcast", "component": "api", "error": "not_configured"}'::jsonb),
      ('delivery.failed', '{"seq": 1, "transport": "broadcast", "component": "docs", "status": 401, "error": "unauthorized"}'),
      ('delivery.delivered', '{"seq": 1, "transport": "broadcast", "component": "web", "status": 202}')
  $$,
  'each has its audit entry'
);

select * from finish();
