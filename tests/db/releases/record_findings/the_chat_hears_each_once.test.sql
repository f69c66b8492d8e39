select plan(10);
select given_transports('broadcast', 'telegram');

select find('tag:v1', 'rules:main'), find('tag:v1', 'rules:main'), find('tag:v1');
select is((select array_agg(transport) from ship.deliveries), array['telegram', 'telegram'], 'a message each time that there is news, to chats only');
create temp table told as select delivery from jsonb_array_elements(ship.claim_deliveries()) as delivery;
select is((select count(*) from told), 2::bigint, 'without any announcement');
select is(
  (select jsonb_agg(jsonb_path_query_array(delivery, '$.findings.opened[*].key') order by delivery -> 'id') from told),
  '[["rules:main", "tag:v1"], []]', 'what broke'
);
select is(
  (select jsonb_agg(jsonb_path_query_array(delivery, '$.findings.healed[*].message') order by delivery -> 'id') from told),
  '[[], ["rules:main is broken"]]', 'what healed'
);
select is((select jsonb_agg(delivery -> 'announcement') from told), '[null, null]');
select finish_one(delivery, 'retry', 503, 'unavailable') from told;
update ship.deliveries set next_attempt_at = now() where true;
select is(
  (select jsonb_agg(delivery -> 'findings' order by delivery -> 'id') from jsonb_array_elements(ship.claim_deliveries()) as delivery),
  (select jsonb_agg(delivery -> 'findings' order by delivery -> 'id') from told), 'a retry says the same'
);
update ship.deliveries set state = 'failed', last_error = 'gone', finished_at = now(), lease_token = null, leased_until = null where true;
select is(ship.retry_deliveries(), 2, 'what failed is tried once more');
select finish_one(delivery, 'delivered', 200) from jsonb_array_elements(ship.claim_deliveries()) as delivery;
select is((select array_agg(distinct state) from ship.deliveries), array['delivered'], 'until the chat has heard it');
select find('tag:v1');
select is(ship.claim_deliveries(), '[]', 'once');
select commit_audit();
select is(
  (select array_agg(distinct subject) from ship.audit_log where action = 'delivery.delivered'), array['findings'], 'how it ended is chained'
);

select * from finish();
