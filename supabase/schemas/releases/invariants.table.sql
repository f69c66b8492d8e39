create table ship.invariants (
  source text not null,
  key text not null,
  message text not null,
  detail jsonb not null default '{}',
  first_seen_at timestamptz not null default clock_timestamp(),
  last_seen_at timestamptz not null default clock_timestamp(),
  healed_at timestamptz,
  issue_url text,
  lesson text,
  primary key (source, key),
  constraint invariant_source_is_a_slug
    check (source ~ '^[a-z][a-z0-9-]{0,47}(:[a-z][a-z0-9-]{0,47}){0,2}$'),
  constraint invariant_key_is_a_name
    check (key ~ '^[A-Za-z0-9][A-Za-z0-9@/:._+-]{0,199}$'),
  constraint invariant_message_is_bounded
    check (char_length(btrim(message)) > 0 and char_length(message) <= 1000),
  constraint invariant_detail_is_a_small_object
    check (jsonb_typeof(detail) = 'object' and octet_length(detail::text) <= 16384),
  constraint invariant_issue_is_a_link
    check (issue_url ~ '^https?://[^[:space:]]+$' and char_length(issue_url) <= 2000),
  constraint invariant_lesson_is_bounded
    check (char_length(btrim(lesson)) > 0 and char_length(lesson) <= 2000)
);

create index invariants_healed_at_where_healed on ship.invariants (healed_at) where healed_at is not null;

alter table ship.invariants enable row level security;
revoke all on ship.invariants from public, anon, authenticated, service_role;
grant select on ship.invariants to service_role;

comment on table ship.invariants is
  'What was found broken: by which source of checks, since when, until when, and where it is tracked. Open while healed_at is null.';
comment on column ship.invariants.first_seen_at is 'Since when it is broken this time.';
comment on column ship.invariants.lesson is 'What was learned from it, for whoever meets it again. A row with a lesson is kept.';
