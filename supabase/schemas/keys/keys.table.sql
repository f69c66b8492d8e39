create table ship.keys (
  id bigint generated always as identity primary key,
  key_name text not null,
  kind text not null,
  prefix text not null,
  digest text not null,
  state text not null,
  generated_at timestamptz not null default clock_timestamp(),
  added_at timestamptz,
  removed_at timestamptz,
  reminded_at timestamptz,
  unique (key_name, digest),
  constraint key_name_is_a_slug
    check (key_name ~ '^[a-z][a-z0-9-]{0,47}$'),
  constraint key_kind_is_known
    check (kind in ('supabase-publishable', 'secret-list', 'apns', 'signing')),
  -- what all keys of the platform begin with tells nothing of one of them
  constraint key_prefix_is_short
    check (prefix ~ '^(sb_publishable_|sb_secret_)?[A-Za-z0-9_:.+/=-]{1,16}$' and prefix <> 'other'),
  constraint key_digest_is_sha256
    check (digest ~ '^[0-9a-f]{64}$'),
  constraint key_state_is_known
    check (state in ('generated', 'live', 'removed')),
  constraint key_is_generated_until_it_is_added
    check ((state = 'generated') = (added_at is null and removed_at is null)),
  constraint key_is_removed_at_a_time
    check ((state = 'removed') = (removed_at is not null)),
  constraint key_times_are_in_order
    check (added_at >= generated_at and removed_at >= generated_at and removed_at >= added_at)
);

-- usage is counted by the prefix: two keys that share one could not be told apart
create unique index keys_prefix_where_not_removed on ship.keys (prefix) where state <> 'removed';
-- what the sweep looks at
create index keys_added_at_where_not_reminded on ship.keys (added_at) where state = 'live' and reminded_at is null;

alter table ship.keys enable row level security;
revoke all on ship.keys from public, anon, authenticated, service_role;
revoke all on sequence ship.keys_id_seq from public, anon, authenticated, service_role;
grant select on ship.keys to service_role;

comment on table ship.keys is
  'Which keys there are under the names that version.json declares. Never a key: how it begins, and its SHA-256.';
comment on column ship.keys.prefix is 'By what requests with it are counted: for a JSON Web Token, and for a short key, a few digits of its digest instead.';
comment on column ship.keys.state is 'generated: nobody accepts it yet; live: it is accepted; removed: not any more. One that never lived has no added_at.';
comment on column ship.keys.reminded_at is 'When the chat heard that its rotation is due.';
