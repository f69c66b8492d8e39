create table ship.store_uploads (
  component_key text not null references ship.store_apps (component_key) on delete cascade,
  version text not null,
  build bigint not null,
  state text not null,
  verdict text not null,
  advice text,
  uploaded_at timestamptz,
  seen_at timestamptz not null default clock_timestamp(),
  changed_at timestamptz not null default clock_timestamp(),
  look_count integer not null default 0,
  next_look_at timestamptz,
  reported_at timestamptz,
  primary key (component_key, version, build),
  constraint store_upload_build_is_within_53_bits
    check (build between 1 and 9007199254740991),
  constraint store_upload_texts_are_bounded
    check (char_length(version) <= 100 and char_length(state) between 1 and 200 and char_length(advice) between 1 and 500),
  constraint store_upload_verdict_is_known
    check (verdict in ('waiting', 'review', 'stuck', 'given_up', 'installable')),
  constraint store_upload_looks_are_counted
    check (look_count >= 0),
  constraint store_upload_is_looked_at_while_it_waits
    check (next_look_at is null or verdict = 'waiting')
);

alter table ship.store_uploads enable row level security;
revoke all on ship.store_uploads from public, anon, authenticated, service_role;
grant select on ship.store_uploads to service_role;

comment on table ship.store_uploads is
  'What the store has above the build that everybody has, as it was seen last. A row goes when the component is at its build or above.';
comment on column ship.store_uploads.version is 'The marketing version, empty when the store does not say: each counts its builds for itself.';
comment on column ship.store_uploads.state is 'In the store''s words.';
comment on column ship.store_uploads.verdict is 'waiting: it is processed. review: people at Apple have it. stuck: it will not get there by itself. given_up: no news for too long.';
comment on column ship.store_uploads.reported_at is 'When the chat heard of this state, or when it was found as an old story that it need not hear of.';
