create table ship.key_usage (
  prefix text not null,
  hour timestamptz not null,
  count bigint not null,
  primary key (prefix, hour),
  constraint key_usage_prefix_is_short
    check (prefix ~ '^(sb_publishable_|sb_secret_)?[A-Za-z0-9_:.+/=-]{1,16}$'),
  constraint key_usage_hour_is_whole
    check (extract(epoch from hour)::numeric % 3600 = 0),
  constraint key_usage_count_is_positive
    check (count > 0)
);

create index key_usage_hour_idx on ship.key_usage (hour);

alter table ship.key_usage enable row level security;
revoke all on ship.key_usage from public, anon, authenticated, service_role;
grant select on ship.key_usage to service_role;

comment on table ship.key_usage is
  'How many requests came with a key, by the hour. The prefix "other" is for all keys that nobody declared: a flood of invented ones is one row an hour.';
