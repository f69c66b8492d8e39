select plan(3);
select given_component('ios', 'ios', 130);
select given_component('tv', 'ios', 20, array['test.tv']);
insert into ship.builds (component_key, build, installable_at)
values ('ios', 131, now() - interval '1 hour'), ('tv', 21, now() - interval '1 hour');

update ship.components
set build = build + 1
where true;

select results_eq(
  $$select component_key, state, last_error, finished_at is not null from ship.deliveries where transport = 'apns' order by 1$$,
  $$values ('ios', 'failed', 'topic_missing', true), ('tv', 'pending', null, false)$$,
  'the failure is kept in its row'
);
select results_eq(
  $$select delivery ->> 'transport', delivery ->> 'component' from jsonb_array_elements(ship.claim_deliveries()) as delivery order by 1, 2$$,
  $$values ('broadcast', 'ios'), ('broadcast', 'tv'), ('telegram', null::text)$$,
  'broadcast and chat go out'
);
select is(claim_batch() ->> 'topic', 'test.tv', 'and the app that has a topic is pushed');

select * from finish();
