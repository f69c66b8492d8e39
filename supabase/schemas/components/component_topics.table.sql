create table ship.component_topics (
  component_key text not null references ship.components (key),
  topic text not null,
  apns_key text not null default 'default',
  primary key (component_key, topic),
  constraint component_topic_is_a_bundle_id
    check (topic ~ '^[A-Za-z0-9][A-Za-z0-9.-]{0,154}$'),
  constraint component_topic_apns_key_is_a_slug
    check (apns_key ~ '^[a-z][a-z0-9_-]{0,47}$')
);

alter table ship.component_topics enable row level security;
revoke all on ship.component_topics from public, anon, authenticated, service_role;
grant select on ship.component_topics to service_role;

comment on table ship.component_topics is
  'The apps (APNs topics, i.e. bundle ids) that belong to a component; a device may only register for one of these.';
