create table ship.store_events (
  id text primary key,
  type text not null,
  app_id text,
  instance_type text,
  instance_id text,
  old_state text,
  new_state text,
  happened_at timestamptz,
  received_at timestamptz not null default clock_timestamp(),
  handled_at timestamptz,
  outcome text not null default 'waiting',
  code text,
  constraint store_event_id_is_plain
    check (id ~ '^[A-Za-z0-9_-]{1,100}$'),
  constraint store_event_type_is_a_word
    check (type ~ '^[A-Za-z]{1,100}$'),
  constraint store_event_app_is_a_number
    check (app_id ~ '^[0-9]{5,20}$'),
  constraint store_event_instance_is_plain
    check (instance_type ~ '^[A-Za-z]{1,100}$' and instance_id ~ '^[A-Za-z0-9._-]{1,100}$'),
  constraint store_event_states_are_words
    check (old_state ~ '^[A-Z0-9_]{1,100}$' and new_state ~ '^[A-Z0-9_]{1,100}$'),
  constraint store_event_outcome_is_known
    check (outcome in ('waiting', 'looked', 'ping', 'ignored')),
  constraint store_event_outcome_matches_handled
    check ((outcome = 'waiting') = (handled_at is null)),
  constraint store_event_is_ignored_for_a_reason
    check ((outcome = 'ignored') = (code is not null) and code ~ '^[a-z][a-z0-9_]{0,63}$')
);

create index store_events_received_at_idx on ship.store_events (received_at);
create index store_events_app_id_where_waiting on ship.store_events (app_id) where handled_at is null;

alter table ship.store_events enable row level security;
revoke all on ship.store_events from public, anon, authenticated, service_role;
grant select on ship.store_events to service_role;

comment on table ship.store_events is
  'What App Store Connect''s webhooks sent, each event once. A hint that something has changed, never the truth: that is read from the store.';
comment on column ship.store_events.app_id is 'Of the webhook''s address: the event does not say. Null: of any app.';
