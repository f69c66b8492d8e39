select plan(3);
select given_ios();
select given_devices(2);
select move('ios', 131);
select commit_audit();

select answer(claim_batch());
select is((select state from ship.deliveries where transport = 'apns'), 'pending', 'one run of two');
select answer(claim_batch());
select is((select state from ship.deliveries where transport = 'apns'), 'delivered', 'both');
select commit_audit();
select is(
  (select detail from ship.audit_log where action = 'delivery.delivered'),
  '{"seq": 1, "transport": "apns", "component": "ios", "sent": 2, "total": 2}',
  'chained with its counts'
);

select * from finish();
