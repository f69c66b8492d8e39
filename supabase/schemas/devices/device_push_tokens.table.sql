create table ship.device_push_tokens (
  id bigint generated always as identity primary key,
  component_key text not null,
  token text not null,
  kind text not null default 'device',
  channel ship.release_channel not null default 'live',
  topic text not null,
  reported_apns_environment text not null default 'production',
  apns_environment text not null default 'production',
  apns_environment_since timestamptz not null default now(),
  -- no foreign key: a run is looked up by it for as long as it lasts, and no longer
  corrected_by_run_id bigint,
  installed_build bigint,
  installation_id uuid,
  os_version text,
  locale text,
  eligible_since timestamptz not null default now(),
  last_registered_at timestamptz not null default now(),
  created_at timestamptz not null default now(),
  deactivated_at timestamptz,
  deactivation_reason text,
  unique (topic, token),
  foreign key (component_key, topic) references ship.component_topics (component_key, topic),
  -- Apple: "Don't make assumptions about device token size"; the ceiling only keeps junk small
  constraint device_token_is_lower_case_hex
    check (token ~ '^([0-9a-f]{2})+$'),
  constraint device_token_is_at_most_256_bytes
    check (char_length(token) <= 512),
  constraint device_kind_is_known
    check (kind in ('device', 'voip', 'live_activity')),
  constraint device_apns_environment_is_known
    check (apns_environment in ('production', 'sandbox') and reported_apns_environment in ('production', 'sandbox')),
  constraint device_installed_build_is_within_53_bits
    check (installed_build between 0 and 9007199254740991),
  constraint device_texts_are_short
    check (char_length(os_version) <= 64 and char_length(locale) <= 35),
  constraint device_deactivation_has_a_reason
    check ((deactivated_at is null) = (deactivation_reason is null))
-- room for the bump of last_registered_at to stay on its page (HOT); no index may cover that column
) with (fillfactor = 85);

-- what a push claim walks, in keyset order
create index device_push_tokens_topic_apns_environment_id_where_active
  on ship.device_push_tokens (topic, apns_environment, id)
  where deactivated_at is null and kind = 'device';
-- what prune walks: those that were ended long ago
create index device_push_tokens_deactivated_at_where_deactivated
  on ship.device_push_tokens (deactivated_at)
  where deactivated_at is not null;
-- and those that no push and so no answer of APNs ever ends
create index device_push_tokens_id_where_never_pushed on ship.device_push_tokens (id) where kind <> 'device';
create index device_push_tokens_component_key_topic_idx on ship.device_push_tokens (component_key, topic);

alter table ship.device_push_tokens enable row level security;
revoke all on ship.device_push_tokens from public, anon, authenticated, service_role;
revoke all on sequence ship.device_push_tokens_id_seq from public, anon, authenticated, service_role;

comment on table ship.device_push_tokens is 'A device that wants alerts. No Data API role can read it: tokens leave only inside a claimed batch.';
comment on column ship.device_push_tokens.reported_apns_environment is 'What the app says.';
comment on column ship.device_push_tokens.channel is 'It is told of builds on this channel and every higher one.';
comment on column ship.device_push_tokens.installation_id is 'Made by the app at its first launch; decides its place in every rollout. Without one a device hears of a rollout at 100 %.';
comment on column ship.device_push_tokens.apns_environment is
  'What works: corrected when APNs answers on the other host, reset only when the app''s report changes.';
comment on column ship.device_push_tokens.apns_environment_since is
  'Since when apns_environment is what it is; before that it was the other one. Tells which run an earlier announcement was of, and whether the last run was of it.';
comment on column ship.device_push_tokens.corrected_by_run_id is
  'The run in which APNs took the alert on the other host: the run of that host, of the same announcement, does not tell it again.';
comment on column ship.device_push_tokens.eligible_since is 'Since when this row counts as told or missed; reset by reactivation and by a change of component, kind, channel or installation id.';
