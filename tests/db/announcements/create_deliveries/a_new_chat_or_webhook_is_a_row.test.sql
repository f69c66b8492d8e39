select plan(5);
select given_ios();
select given_component('web', build => 7);
insert into ship.transports (transport, kind, is_on) values ('discord', 'chat', true), ('status-page', 'webhook', true);
update ship.components
set build = build + 1
where true;

select results_eq(
  $$select transport, kind, count(*), count(component_key) from ship.deliveries group by 1, 2 order by 1$$,
  $$
    values
      ('apns', 'push', 1::bigint, 1::bigint),
      ('broadcast', 'broadcast', 2, 2),
      ('discord', 'chat', 1, 0),
      ('status-page', 'webhook', 1, 0),
      ('telegram', 'chat', 1, 0)
  $$,
  'a chat and a webhook get the announcement once, whatever their name'
);
select results_eq(
  $$
    select delivery ->> 'transport', delivery ->> 'kind', jsonb_array_length(delivery -> 'changes')
    from jsonb_array_elements(ship.claim_deliveries()) as delivery
    where delivery ->> 'component' is null
    order by 1
  $$,
  $$values ('discord', 'chat', 2), ('status-page', 'webhook', 2), ('telegram', 'chat', 2)$$, 'with all that moved'
);
select is(
  ship.announcement_report((select id from ship.announcements)) -> 'chats',
  '{"discord": {"state": "leased", "error": null}, "telegram": {"state": "leased", "error": null}}', 'the report has every chat by its name'
);
create temp table claimed as select claim_batch() as batch;
select ship.stop_push_run((batch ->> 'batch_id')::bigint, (batch ->> 'lease_token')::uuid, 'apns_key_invalid') from claimed;
select is(
  (select string_agg(transport, ' ' order by transport) from ship.deliveries where stopped_run_id is not null), 'discord telegram',
  'that a push run stopped is said in the chats'
);
select fails_with($$delete from ship.transports where transport = 'discord'$$, '23503', 'deliveries_transport_kind_fkey', 'what was delivered stays known');

select * from finish();
