select plan(2);
select given_component('web', build => 7);
select given_transports('broadcast');
select move('web', 8);
select commit_audit();

create temp table claimed as
select ship.claim_deliveries() -> 0 as delivery;

select is(
  (select delivery - '{id,lease_token,announcement,announced_at,audit_head}'::text[] from claimed),
  '{
    "transport": "broadcast", "kind": "broadcast", "attempt": 1, "seq": 1, "forced": false,
    "component": "web", "channel": "live", "event": "build-available", "bps": 10000, "salt": null, "build": 8, "previous_build": 7,
    "version": "1.0.0", "project": "Slipway", "parts_sent": 0, "changes": null, "components": null,
    "stopped_run": null, "findings": null, "notes": null
  }',
  'its component''s move; the map is for chat only'
);
select is(
  (
    select jsonb_build_array(delivery -> 'id', delivery -> 'lease_token', delivery -> 'announcement', delivery -> 'audit_head')
    from claimed
  ),
  (
    select jsonb_build_array(deliveries.id, lease_token, announcements.id, ship.audit_head())
    from ship.deliveries
    join ship.announcements on announcements.id = announcement_id
  ),
  'its id, its lease, its announcement, and the head of the chain'
);

select * from finish();
