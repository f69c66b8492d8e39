create table ship.deliveries (
  id bigint generated always as identity primary key,
  announcement_id uuid references ship.announcements (id),
  seq bigint not null,
  transport text not null,
  kind text not null,
  component_key text,
  channel ship.release_channel,
  stopped_run_id bigint,
  finding_report_id bigint,
  state text not null default 'pending',
  attempt_count integer not null default 0,
  next_attempt_at timestamptz not null default now(),
  lease_token uuid,
  leased_until timestamptz,
  parts_sent integer not null default 0,
  audit_head text,
  last_status integer,
  last_error text,
  finished_at timestamptz,
  created_at timestamptz not null default now(),
  foreign key (transport, kind) references ship.transports (transport, kind),
  -- a delivery to a component's apps is about a change of it; chats and webhooks get the whole announcement
  foreign key (announcement_id, component_key, channel)
    references ship.announced_changes (announcement_id, component_key, channel),
  constraint deliveries_announcement_transport_component_key
    unique nulls not distinct (announcement_id, component_key, channel, transport, stopped_run_id, finding_report_id),
  constraint delivery_state_is_known
    check (state in ('pending', 'leased', 'delivered', 'failed', 'skipped', 'superseded')),
  constraint delivery_component_matches_kind
    check ((component_key is not null) = (kind in ('broadcast', 'push'))),
  constraint delivery_channel_matches_component
    check ((channel is null) = (component_key is null)),
  constraint delivery_of_a_stopped_run_is_chat
    check (stopped_run_id is null or kind = 'chat'),
  constraint delivery_is_about_an_announcement_or_findings
    check ((announcement_id is null) = (finding_report_id is not null)),
  constraint delivery_of_findings_is_chat
    check (finding_report_id is null or kind = 'chat'),
  constraint delivery_lease_matches_state
    check ((state = 'leased') = (lease_token is not null and leased_until is not null)),
  constraint delivery_finished_matches_state
    check ((state in ('pending', 'leased')) = (finished_at is null)),
  constraint delivery_failure_has_an_error
    check (state not in ('failed', 'skipped') or last_error is not null)
);

-- a claim never scans what is done
create index deliveries_seq_where_open on ship.deliveries (seq, id) where state in ('pending', 'leased');
-- what a later move supersedes, however long the history is
create index deliveries_component_key_where_open on ship.deliveries (component_key) where state in ('pending', 'leased');
create index deliveries_component_key_idx on ship.deliveries (component_key, seq);
create index deliveries_finding_report_id_where_findings on ship.deliveries (finding_report_id) where finding_report_id is not null;
create index deliveries_transport_kind_idx on ship.deliveries (transport, kind);

alter table ship.deliveries enable row level security;
revoke all on ship.deliveries from public, anon, authenticated, service_role;
revoke all on sequence ship.deliveries_id_seq from public, anon, authenticated, service_role;
grant select on ship.deliveries to service_role;

comment on column ship.deliveries.kind is 'The transport''s: what SQL decides by, never the name of a transport.';
comment on column ship.deliveries.stopped_run_id is 'Set for the word to the chat that a push run stopped; null for the table itself.';
comment on column ship.deliveries.finding_report_id is
  'Set for the word to the chat that something is broken or whole again, which no announcement is about; its seq is that of the last one then.';
comment on column ship.deliveries.audit_head is
  'Where the audit log stood when it was first claimed: a retry says the same, and cuts the same parts.';
comment on table ship.deliveries is
  'The outbox: one leg of an announcement, or of a report of findings, over one transport. This row is the truth; calls to functions are only hints.';
