select plan(5);
select given_ios();
select given_devices(5);
select move('ios', 131);

create function pg_temp.report()
returns jsonb
language sql
as $$
  select ship.announcement_report((select id from ship.announcements));
$$;

select is(
  pg_temp.report() - 'announcement',
  '{
    "broadcast": {"ok": false, "status": null, "state": "pending"},
    "apns": {"sent": 0, "total": 0, "state": "pending", "error": null, "detail": null, "results": []},
    "chats": {"telegram": {"state": "pending", "error": null}},
    "complete": false
  }',
  'nothing yet'
);

create temp table claimed as
select delivery from jsonb_array_elements(ship.claim_deliveries()) as delivery;
select finish_one(delivery, 'delivered', 202) from claimed where delivery ->> 'transport' = 'broadcast';
select finish_one(delivery, 'skipped', error => 'not_configured') from claimed where delivery ->> 'transport' = 'telegram';
select answer(claim_batch(), jsonb_build_array(outcome(2, 400, 'BadDeviceToken', 'failed')));
select is(pg_temp.report() -> 'complete', 'false', 'the sandbox run is still open');

select push_everything();
select is(
  pg_temp.report() - 'announcement',
  '{
    "broadcast": {"ok": true, "status": 202, "state": "delivered"},
    "apns": {"sent": 4, "total": 5, "state": "delivered", "error": null, "detail": null,
      "results": [{"device": 2, "status": 400, "reason": "BadDeviceToken"}]},
    "chats": {"telegram": {"state": "skipped", "error": "not_configured"}},
    "complete": true
  }',
  'who got it, who did not and why; devices by id'
);
select unalike(pg_temp.report()::text, '%' || (select token from ship.device_push_tokens where id = 2) || '%', 'never by token');
select is(ship.announcement_report(gen_random_uuid()) -> 'complete', 'false', 'an unknown announcement is never complete');

select * from finish();
