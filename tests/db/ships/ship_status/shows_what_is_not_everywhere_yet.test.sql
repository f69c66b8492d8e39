select plan(6);
select given_component('web', build => 7);
select given_transports('telegram', 'broadcast');
select move('web', 8);
select move('web', 9);

select is(
  jsonb_path_query_array(ship.ship_status(), '$.announcements[*].seq'), '[1, 2]', 'what is under way, oldest first'
);
select finish_one(delivery, 'delivered', 200)
from jsonb_array_elements(ship.claim_deliveries()) as delivery;
select is(
  jsonb_path_query_array(ship.ship_status(), '$.announcements[*].seq'), '[2]', 'what is everywhere is not shown'
);
select finish_one(delivery, 'failed', 403, 'telegram_forbidden')
from jsonb_array_elements(ship.claim_deliveries()) as delivery;
select is(
  jsonb_path_query_array(ship.ship_status(), '$.announcements[*].deliveries[*] ? (@.state == "failed").error'),
  '["telegram_forbidden"]', 'what failed is shown for a day'
);
select is(
  jsonb_path_query_array(ship.ship_status(), '$.transports[*]') #- '{0,last_at}' #- '{1,last_at}' #- '{2,last_at}',
  '[
    {"transport": "apns", "kind": "push", "is_on": false, "last_state": null, "last_error": null},
    {"transport": "broadcast", "kind": "broadcast", "is_on": true, "last_state": "delivered", "last_error": null},
    {"transport": "telegram", "kind": "chat", "is_on": true, "last_state": "failed", "last_error": "telegram_forbidden"}
  ]',
  'how the last delivery over each transport ended'
);
update ship.deliveries set finished_at = finished_at - interval '25 hours' where true;
select is(ship.ship_status() -> 'announcements', '[]', 'then it is history');
select is(ship.ship_status() ->> 'audit_head', ship.audit_head(), 'and where the chain stands');

select * from finish();
