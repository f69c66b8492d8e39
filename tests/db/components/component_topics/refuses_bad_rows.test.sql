select plan(4);
select given_component('ios', 'ios');

select fails_with(
  $$insert into ship.component_topics (component_key, topic) values ('ios', 'not a bundle id')$$,
  '23514', 'component_topic_is_a_bundle_id'
);
select fails_with(
  $$insert into ship.component_topics (component_key, topic) values ('ios', repeat('a', 156))$$,
  '23514', 'component_topic_is_a_bundle_id'
);
select fails_with(
  $$insert into ship.component_topics (component_key, topic, apns_key) values ('ios', 'test.app', 'A KEY')$$,
  '23514', 'component_topic_apns_key_is_a_slug'
);
select fails_with(
  $$insert into ship.component_topics (component_key, topic) values ('nobody', 'test.app')$$,
  '23503', 'component_topics_component_key_fkey'
);

select * from finish();
