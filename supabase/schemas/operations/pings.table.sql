create table ship_private.pings (
  nonce uuid primary key default gen_random_uuid(),
  sent_at timestamptz not null default clock_timestamp(),
  request_id bigint,
  answered_at timestamptz
);

alter table ship_private.pings enable row level security;
revoke all on ship_private.pings from public, anon, authenticated, service_role;

comment on table ship_private.pings is
  'Round trips of the wake path: sent through pg_net, answered by a function that found the nonce in this database.';
