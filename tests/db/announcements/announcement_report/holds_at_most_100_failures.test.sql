select plan(2);
select given_ios();
select given_devices(120);
select move('ios', 131);

select answer(
  claim_batch(),
  (select jsonb_agg(outcome(id, 500, 'InternalServerError', 'retry')) from ship.device_push_tokens)
);

select is(
  jsonb_array_length(ship.announcement_report((select id from ship.announcements)) #> '{apns,results}'), 100, 'a hundred'
);
select is(ship.announcement_report((select id from ship.announcements)) #> '{apns,total}', '120', 'of all that were tried');

select * from finish();
