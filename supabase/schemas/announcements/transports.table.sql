create table ship.transports (
  transport text primary key,
  kind text not null,
  is_on boolean not null,
  -- what deliveries refer to, so that each knows its kind without a join
  unique (transport, kind),
  constraint transport_is_a_slug
    check (transport ~ '^[a-z][a-z0-9_-]{0,47}$'),
  constraint transport_kind_is_known
    check (kind in ('broadcast', 'push', 'chat', 'webhook'))
);

insert into ship.transports (transport, kind, is_on)
values
  ('broadcast', 'broadcast', true),
  ('apns', 'push', true),
  ('telegram', 'chat', true);

alter table ship.transports enable row level security;
revoke all on ship.transports from public, anon, authenticated, service_role;
grant select on ship.transports to service_role;

comment on table ship.transports is
  'Which deliveries an announcement gets. On but without credentials ends as skipped, not_configured: visible, not retried.';
comment on column ship.transports.kind is
  'What SQL decides by: broadcast and push are made per change, chat and webhook once per announcement; only a chat hears that a push run stopped.';
