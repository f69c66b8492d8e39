create table ship.transports (
  transport text primary key,
  is_on boolean not null,
  constraint transport_is_known
    check (transport in ('broadcast', 'apns', 'telegram'))
);

insert into ship.transports (transport, is_on)
values
  ('broadcast', true),
  ('apns', true),
  ('telegram', true);

alter table ship.transports enable row level security;
revoke all on ship.transports from public, anon, authenticated, service_role;
grant select on ship.transports to service_role;

comment on table ship.transports is
  'Which deliveries an announcement gets. On but without credentials ends as skipped, not_configured: visible, not retried.';
