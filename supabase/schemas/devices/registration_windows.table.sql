create unlogged table ship_private.registration_windows (
  client_address text not null,
  minute timestamptz not null,
  new_device_count integer not null,
  primary key (client_address, minute)
);

create index registration_windows_minute_idx on ship_private.registration_windows (minute);

alter table ship_private.registration_windows enable row level security;
revoke all on ship_private.registration_windows from public, anon, authenticated, service_role;

comment on table ship_private.registration_windows is
  'New devices per client address and minute of the last hour; pruned by the sweep. Losing it in a crash only forgets that hour.';
