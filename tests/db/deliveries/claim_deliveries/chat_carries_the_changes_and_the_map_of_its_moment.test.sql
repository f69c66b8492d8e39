select plan(3);
select given_component('web', build => 7, place => 2);
select given_component('docs', build => 3, place => 1);
select given_transports('telegram');
update ship.components
set build = build + 1
where true;
select ship.reannounce('web', 'again');

create temp table claimed as
select ship.claim_deliveries() -> 0 as delivery;

select is(
  (select delivery - '{id,lease_token,announcement,announced_at,audit_head,changes,components}'::text[] from claimed),
  '{
    "transport": "telegram", "kind": "chat", "attempt": 1, "seq": 1, "forced": false,
    "component": null, "channel": null, "event": null, "bps": null, "salt": null, "build": null, "previous_build": null, "version": null, "project": "Slipway", "parts_sent": 0, "stopped_run": null, "findings": null,
    "notes": null
  }',
  'one message for all'
);
select set_eq(
  $$select jsonb_array_elements(delivery -> 'changes') from claimed$$,
  array[
    '{"component": "web", "channel": "live", "build": 8, "previous_build": 7, "version": "1.0.0"}',
    '{"component": "docs", "channel": "live", "build": 4, "previous_build": 3, "version": "1.0.0"}'
  ]::jsonb[],
  'what moved'
);
select is(
  (select jsonb_path_query_array(delivery, '$.components[*].key') from claimed), '["docs", "web"]', 'among all, in row order'
);

select * from finish();
