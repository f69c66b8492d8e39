create table ship.float_moves (
  id bigint generated always as identity primary key,
  component_key text not null,
  channel ship.release_channel not null,
  version text not null,
  digest_before text,
  digest_after text,
  moved_at timestamptz not null default clock_timestamp(),
  foreign key (component_key, version) references ship.releases (component_key, version),
  -- whoever follows beta gets a live version when there is nothing newer, never the other way round
  constraint float_move_version_is_for_its_channel
    check (((ship_private.parse_version(version)).channel >= channel) is true),
  constraint float_move_digests_are_short
    check (digest_before ~ '^[^[:cntrl:]]{1,200}$' and digest_after ~ '^[^[:cntrl:]]{1,200}$')
);

create index float_moves_component_key_channel_idx on ship.float_moves (component_key, channel, id desc);
create index float_moves_component_key_version_idx on ship.float_moves (component_key, version);
create index float_moves_moved_at_idx on ship.float_moves (moved_at);

alter table ship.float_moves enable row level security;
revoke all on ship.float_moves from public, anon, authenticated, service_role;
revoke all on sequence ship.float_moves_id_seq from public, anon, authenticated, service_role;
grant select on ship.float_moves to service_role;

comment on table ship.float_moves is
  'Where the floating name of a channel pointed when: an image''s tag, a package''s dist-tag. The last move is where it is now.';
comment on column ship.float_moves.digest_before is 'What it named before, as far as that is known.';
