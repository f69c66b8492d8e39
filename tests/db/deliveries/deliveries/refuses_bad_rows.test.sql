select plan(18);
select given_component('web');
insert into ship.announcements (seq, components) values (1, '[]');
insert into ship.announced_changes (announcement_id, component_key, build, previous_build, version)
select id, 'web', 2, 1, '1.0.0'
from ship.announcements;

create function pg_temp.insert_with(more jsonb)
returns void
language sql
as $$
  insert into ship.deliveries (
    announcement_id, seq, transport, kind, component_key, channel, stopped_run_id, finding_report_id, state, lease_token, leased_until, last_error, finished_at
  )
  select
    case when $1 ? 'announcement_id' then given.announcement_id else announcements.id end, 1, coalesce(given.transport, 'broadcast'),
    coalesce(
      given.kind,
      (select transports.kind from ship.transports where transports.transport = coalesce(given.transport, 'broadcast')),
      'chat'
    ),
    case when $1 ? 'component_key' then given.component_key else 'web' end,
    case when $1 ?| '{component_key,channel}' then given.channel else 'live' end, given.stopped_run_id, given.finding_report_id,
    coalesce(given.state, 'pending'), given.lease_token, given.leased_until, given.last_error, given.finished_at
  from ship.announcements
  cross join jsonb_populate_record(null::ship.deliveries, $1) as given;
$$;

select lives_ok($$select pg_temp.insert_with('{}')$$, 'a plain one is fine');
select fails_with(
  $$select pg_temp.insert_with('{}')$$, '23505', 'deliveries_announcement_transport_component_key', 'but only once'
);
select fails_with(
  $$
    select pg_temp.insert_with('{"transport": "telegram", "component_key": null}');
    select pg_temp.insert_with('{"transport": "telegram", "component_key": null}');
  $$,
  '23505', 'deliveries_announcement_transport_component_key', 'chat has no component, and is sent only once as well'
);
select fails_with(
  $$select pg_temp.insert_with('{"transport": "apns", "state": "lost", "finished_at": "2026-01-01"}')$$, '23514', 'delivery_state_is_known'
);
select fails_with(
  $$select pg_temp.insert_with('{"transport": "pigeon", "component_key": null}')$$, '23503', 'deliveries_transport_kind_fkey'
);
select fails_with(
  $$select pg_temp.insert_with('{"transport": "telegram", "kind": "webhook", "component_key": null}')$$,
  '23503', 'deliveries_transport_kind_fkey', 'its kind is its transport''s'
);
select fails_with(
  $$select pg_temp.insert_with('{"transport": "apns", "channel": null}')$$, '23514', 'delivery_channel_matches_component'
);
select fails_with(
  $$select pg_temp.insert_with('{"transport": "apns", "channel": "alpha"}')$$,
  '23503', 'deliveries_announcement_id_component_key_channel_fkey', 'of a change that was announced, on its channel'
);
select fails_with(
  $$select pg_temp.insert_with('{"transport": "telegram"}')$$, '23514', 'delivery_component_matches_kind'
);
select fails_with(
  $$select pg_temp.insert_with('{"transport": "apns", "component_key": null}')$$,
  '23514', 'delivery_component_matches_kind'
);
select fails_with(
  $$select pg_temp.insert_with('{"transport": "apns", "stopped_run_id": 1}')$$, '23514', 'delivery_of_a_stopped_run_is_chat'
);
select fails_with(
  $$select pg_temp.insert_with('{"transport": "telegram", "component_key": null, "announcement_id": null}')$$,
  '23514', 'delivery_is_about_an_announcement_or_findings'
);
select fails_with(
  $$select pg_temp.insert_with('{"transport": "telegram", "component_key": null, "finding_report_id": 1}')$$,
  '23514', 'delivery_is_about_an_announcement_or_findings', 'never about both'
);
select fails_with(
  $$select pg_temp.insert_with('{"transport": "apns", "announcement_id": null, "finding_report_id": 1}')$$, '23514', 'delivery_of_findings_is_chat'
);
select fails_with(
  $$select pg_temp.insert_with('{"transport": "apns", "state": "leased"}')$$, '23514', 'delivery_lease_matches_state'
);
select fails_with(
  $$select pg_temp.insert_with('{"transport": "apns", "leased_until": "2026-01-01", "lease_token": "00000000-0000-0000-0000-000000000000"}')$$,
  '23514', 'delivery_lease_matches_state'
);
select fails_with(
  $$select pg_temp.insert_with('{"transport": "apns", "state": "delivered"}')$$, '23514', 'delivery_finished_matches_state'
);
select fails_with(
  $$select pg_temp.insert_with('{"transport": "apns", "state": "failed", "finished_at": "2026-01-01"}')$$,
  '23514', 'delivery_failure_has_an_error'
);

select * from finish();
