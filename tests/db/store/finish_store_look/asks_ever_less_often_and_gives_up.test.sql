select plan(10);

select given_store();
select given_transports('telegram');
select look(upload(131));
select is(next_look_in(), 20, 'soon');
select look(upload(131));
select is(next_look_in(), 30, 'then half as long again');
update ship.store_uploads set look_count = 40 where true;
select look(upload(131));
select is(next_look_in(), 300, 'at most five minutes');
select look(upload(131, state => 'READY_FOR_BETA_TESTING'));
select is(next_look_in(), 20, 'soon again when something has changed');
update ship.store_uploads set changed_at = changed_at - interval '91 minutes' where true;
select look(upload(131, state => 'READY_FOR_BETA_TESTING'));
select is(next_look_in(), 900, 'after ninety minutes without news it is looked at with the others');
select is(
  store_news(),
  array['IOS 1.0.0 (131): App Store Connect has said READY_FOR_BETA_TESTING for too long. Look into it, and into your mail.'], 'and the chat hears of it'
);
select look(upload(131, state => 'READY_FOR_BETA_TESTING'));
select is(cardinality(store_news()), 1, 'once');
update ship.store_uploads set seen_at = now() - interval '3 hours' where true;
select is(look(upload(131, 'review', 'WAITING_FOR_BETA_REVIEW')) ->> 'held', 'true');
select cmp_ok(next_look_in(), '>=', 900, 'what people at Apple have is not asked for all the time');
select is(look(upload(131, 'installable')) ->> 'raised', '131', 'and is announced all the same when it is there');

select * from finish();
