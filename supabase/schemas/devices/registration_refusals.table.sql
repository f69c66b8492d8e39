create unlogged table ship_private.registration_refusals (
  component_key text not null,
  since timestamptz not null,
  shard integer not null,
  refused_count integer not null,
  primary key (component_key, since, shard)
);

create index registration_refusals_since_idx on ship_private.registration_refusals (since);

alter table ship_private.registration_refusals enable row level security;
revoke all on ship_private.registration_refusals from public, anon, authenticated, service_role;

comment on table ship_private.registration_refusals is
  'How many registrations the limits refused in ten minutes each; a row per connection, so that nobody waits for another to count. Kept for a day.';
comment on column ship_private.registration_refusals.shard is 'The connection that counted, one of 16.';
