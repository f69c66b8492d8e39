-- What every pgTAP file may use: pgTAP itself, ways to bring about a state, and assertions on stable codes.
-- Runs once, in the template database; tests find it first in their search_path.

create schema tap;
create extension pgtap with schema tap;
grant usage on schema tap to anon, authenticated, service_role;
set search_path = tap, public, extensions;

-- Assertions ------------------------------------------------------------------------------------------------------

-- What a statement fails with: SQLSTATE, and the stable code (a constraint, a column, else the message). Null: it succeeds.
create function tap.error_of(statement text)
returns jsonb
language plpgsql
as $$
declare
  v_state text;
  v_message text;
  v_constraint text;
  v_column text;
  v_detail text;
  v_hint text;
begin
  execute error_of.statement;
  return null;
exception
  when others then
    get stacked diagnostics
      v_state = returned_sqlstate,
      v_message = message_text,
      v_constraint = constraint_name,
      v_column = column_name,
      v_detail = pg_exception_detail,
      v_hint = pg_exception_hint;
    return jsonb_build_object(
      'state', v_state,
      'code', coalesce(
        nullif(v_constraint, ''),
        nullif(v_column, ''),
        -- the API passes on the sentence alone
        substring(v_message from ' (?:constraint|column) "([^"]+)"'),
        v_message
      ),
      'detail', v_detail,
      'hint', v_hint
    );
end;
$$;

create function tap.fails_with(statement text, state text, code text, description text default null)
returns text
language sql
as $$
  select is(
    coalesce(error ->> 'state' || ' ' || (error ->> 'code'), 'no error'),
    fails_with.state || ' ' || fails_with.code,
    coalesce(fails_with.description, 'refused: ' || fails_with.code)
  )
  from error_of(fails_with.statement) as error;
$$;

-- Refused for want of a right, which is not the same as finding no rows.
create function tap.is_denied(statement text, description text default null)
returns text
language sql
as $$
  select is(
    coalesce(error_of(is_denied.statement) ->> 'state', 'no error'),
    '42501',
    coalesce(is_denied.description, 'denied: ' || is_denied.statement)
  );
$$;

create function tap.detail_of(statement text)
returns text
language sql
as $$
  select error_of(detail_of.statement) ->> 'detail';
$$;

-- States ----------------------------------------------------------------------------------------------------------

create function tap.given_component(
  key text,
  kind text default 'web',
  build bigint default 1,
  topics text[] default '{}',
  place integer default 100
)
returns void
language sql
as $$
  insert into ship.components (key, label, name, kind, build, position, version)
  values (
    given_component.key, given_component.key, upper(given_component.key), given_component.kind,
    given_component.build, given_component.place, '1.0.0'
  );
  insert into ship.component_topics (component_key, topic)
  select given_component.key, topic
  from unnest(given_component.topics) as topic;
$$;

-- The usual app: ios at build 130 with topic test.app, and 131 to 139 recorded as installable.
create function tap.given_ios()
returns void
language sql
as $$
  select given_component('ios', 'ios', 130, array['test.app'], 1);
  insert into ship.builds (component_key, build, installable_at)
  select 'ios', build, now() - interval '1 hour'
  from generate_series(131, 139) as build;
$$;

create function tap.given_devices(
  amount integer,
  topic text default 'test.app',
  apns_environment text default 'production',
  component text default 'ios'
)
returns void
language sql
as $$
  insert into ship.device_push_tokens (
    component_key, topic, token, apns_environment, reported_apns_environment, eligible_since, last_registered_at
  )
  select
    given_devices.component, given_devices.topic, md5(random()::text) || md5(random()::text),
    given_devices.apns_environment, given_devices.apns_environment, now() - interval '1 day', now() - interval '1 day'
  from generate_series(1, given_devices.amount);
$$;

-- No real host is ever called: no worker runs beside this database.
create function tap.given_vault(project_url text default 'http://gateway.test', wake_token text default 'slipway_wake_test')
returns void
language sql
as $$
  select vault.create_secret(given_vault.project_url, 'project_url');
  select vault.create_secret(given_vault.wake_token, 'wake_token');
$$;

create function tap.given_transports(variadic names text[])
returns void
language sql
as $$
  update ship.transports
  set is_on = (transport = any (given_transports.names))
  where true;
$$;

create function tap.move(component text, build bigint)
returns void
language sql
as $$
  update ship.components
  set build = move.build
  where key = move.component;
$$;

-- A manifest whose components have a name, a kind and a version unless they say otherwise.
create function tap.a_manifest(components jsonb, extra jsonb default '{}')
returns jsonb
language sql
as $$
  select jsonb_build_object(
    'name', 'Nine',
    'components', (
      select jsonb_object_agg(
        entry.key,
        case jsonb_typeof(entry.value)
          when 'object' then
            jsonb_build_object('name', upper(entry.key), 'kind', 'web', 'version', '1.0.0', 'build', 1) || entry.value
          else entry.value
        end
      )
      from jsonb_each(a_manifest.components) as entry
    )
  ) || a_manifest.extra;
$$;

-- Workers ---------------------------------------------------------------------------------------------------------

-- Ends a claimed delivery.
create function tap.finish_one(
  delivery jsonb,
  outcome text,
  status integer default null,
  error text default null,
  retry_after_s numeric default null,
  parts_sent integer default null
)
returns boolean
language sql
as $$
  select ship.finish_delivery(
    (finish_one.delivery ->> 'id')::bigint, (finish_one.delivery ->> 'lease_token')::uuid,
    finish_one.outcome, finish_one.status, finish_one.error, finish_one.retry_after_s, finish_one.parts_sent
  );
$$;

-- Claims a batch; as jsonb, which can be compared.
create function tap.claim_batch()
returns jsonb
language sql
as $$
  select ship.claim_push_batch()::jsonb;
$$;

-- Answers a claimed batch: everything up to `through` with a 200, but for the given outcomes.
create function tap.answer(
  batch jsonb,
  outcomes jsonb default '[]',
  disposition text default 'finished',
  through bigint default null
)
returns jsonb
language sql
as $$
  select ship.finish_push_batch(
    (answer.batch ->> 'batch_id')::bigint,
    (answer.batch ->> 'lease_token')::uuid,
    last_id.id,
    (
      select count(*)
      from jsonb_array_elements(answer.batch -> 'devices') as device
      where (device ->> 0)::bigint <= last_id.id
    )::integer - (
      select count(*)
      from jsonb_array_elements(answer.outcomes) as outcome
      where outcome ->> 'verdict' <> 'corrected'
    )::integer,
    answer.outcomes,
    answer.disposition
  )
  from (select coalesce(answer.through, (answer.batch ->> 'through_id')::bigint) as id) as last_id;
$$;

-- One outcome of a device: a refusal, a retry, a death or a correction.
create function tap.outcome(
  device_id bigint,
  status integer,
  reason text,
  verdict text,
  more jsonb default '{}'
)
returns jsonb
language sql
as $$
  select jsonb_build_object(
    'id', outcome.device_id,
    'status', outcome.status,
    'reason', outcome.reason,
    'verdict', outcome.verdict,
    'timestamp_ms', null,
    'retry_after_s', null,
    'apns_environment', null,
    'both_hosts', false
  ) || outcome.more;
$$;

-- A provider token as the right to mint wants it; the mark tells it from others.
create function tap.provider_token(
  answer jsonb,
  mark text,
  key_id text default 'KEY',
  team_id text default 'TEAM',
  more jsonb default '{}'
)
returns text
language sql
as $$
  select string_agg(rtrim(translate(encode(convert_to(part::text, 'UTF8'), 'base64'), E'+/\n', '-_'), '='), '.' order by place)
    || '.' || rpad(replace(provider_token.mark, ' ', '-'), 86, '_')
  from (
    values
      (1, jsonb_build_object('alg', 'ES256', 'kid', provider_token.key_id) || coalesce(provider_token.more -> 'header', '{}')),
      (2, jsonb_build_object('iss', provider_token.team_id, 'iat', provider_token.answer #> '{mint,issued_at}')
        || coalesce(provider_token.more -> 'payload', '{}'))
  ) as parts (place, part);
$$;

-- Mints with the right that was taken; false when it was lost.
create function tap.share_token(answer jsonb, mark text, key_id text default 'KEY', team_id text default 'TEAM')
returns boolean
language sql
as $$
  select ship.store_provider_token(
    share_token.key_id,
    (share_token.answer #>> '{mint,lease_token}')::uuid,
    provider_token(share_token.answer, share_token.mark, share_token.key_id, share_token.team_id)
  );
$$;

create function tap.mark_of(answer jsonb)
returns text
language sql
as $$
  select replace(rtrim(split_part(mark_of.answer ->> 'token', '.', 3), '_'), '-', ' ');
$$;

-- Outcomes by which these devices, which registered yesterday, are dead.
create function tap.deaths(first_id bigint, last_id bigint)
returns jsonb
language sql
as $$
  select jsonb_agg(outcome(id, 410, 'Unregistered', 'dead', jsonb_build_object('timestamp_ms', floor(1000 * extract(epoch from now())))))
  from generate_series(deaths.first_id, deaths.last_id) as id;
$$;

-- The ids of a batch, in order.
create function tap.ids_of(batch jsonb)
returns bigint[]
language sql
as $$
  select coalesce(array_agg((device ->> 0)::bigint order by place), '{}')
  from jsonb_array_elements(ids_of.batch -> 'devices') with ordinality as devices (device, place);
$$;

-- Claims and answers with 200 until nothing is due; the number of batches.
create function tap.push_everything()
returns integer
language plpgsql
as $$
declare
  v_batch jsonb;
  v_count integer := 0;
begin
  loop
    v_batch := claim_batch();
    exit when v_batch is null;
    perform answer(v_batch);
    v_count := v_count + 1;
  end loop;
  return v_count;
end;
$$;

-- Chains what is waiting in the inbox, as the commit would.
create function tap.commit_audit()
returns void
language plpgsql
as $$
begin
  set constraints all immediate;
  set constraints all deferred;
end;
$$;

-- What verify_audit finds once an owner has run the statement with the triggers off. Everything is undone afterwards.
create function tap.problem_after(tampering text, from_seq bigint default 1)
returns text
language plpgsql
as $$
declare
  v_found text;
begin
  set local session_replication_role = replica;
  execute problem_after.tampering;
  set local session_replication_role = origin;
  v_found := (select seq || ' ' || problem from ship.verify_audit(problem_after.from_seq));
  raise exception using errcode = 'UNDO1', message = coalesce(v_found, 'nothing');
exception
  when sqlstate 'UNDO1' then
    return sqlerrm;
end;
$$;

-- What the statement fails with for one of the API roles; null: it is allowed.
create function tap.error_as(role text, statement text)
returns jsonb
language plpgsql
as $$
declare
  v_error jsonb;
begin
  perform set_config('role', error_as.role, true);
  v_error := error_of(error_as.statement);
  perform set_config('role', 'none', true);
  return v_error;
end;
$$;

-- Claims and answers with 200 until nothing is due; the devices that were handed out, in that order.
create function tap.pushed()
returns bigint[]
language plpgsql
as $$
declare
  v_batch jsonb;
  v_ids bigint[] := '{}';
begin
  loop
    v_batch := claim_batch();
    exit when v_batch is null;
    v_ids := v_ids || ids_of(v_batch);
    perform answer(v_batch);
  end loop;
  return v_ids;
end;
$$;

-- Rollouts --------------------------------------------------------------------------------------------------------

-- Devices that gave an installation id: their place in each rollout follows from it.
create function tap.given_installations(amount integer, channel ship.release_channel default 'live')
returns void
language plpgsql
as $$
begin
  perform given_devices(given_installations.amount);
  update ship.device_push_tokens
  set installation_id = md5('installation ' || id)::uuid, channel = given_installations.channel
  where installation_id is null;
end;
$$;

-- The salt decides who is inside: one and the same in each run of a test.
create function tap.offer(build bigint, bps integer, channel text default 'live', steps jsonb default null)
returns void
language plpgsql
as $$
begin
  perform ship.offer_build('ios', "offer".build, "offer".channel, 0);
  set local check_function_bodies = off;
  update ship.offers
  set salt = md5('salt')::uuid
  where offers.build = "offer".build
    and offers.channel::text = "offer".channel
    and "offer".channel = 'live'
    and not exists (select from ship.offers as others where others.salt = md5('salt')::uuid);
  set local check_function_bodies = on;
  perform ship.offer_build('ios', "offer".build, "offer".channel, "offer".bps, "offer".steps);
end;
$$;

-- Active devices that an offer's share holds, in order.
create function tap.inside(build bigint, from_bps integer, to_bps integer, channel text default 'live')
returns bigint[]
language sql
as $$
  select coalesce(array_agg(devices.id order by devices.id), '{}')
  from ship.device_push_tokens as devices
  join ship.offers on offers.build = inside.build and offers.channel::text = inside.channel
  where ship_private.bucket(offers.salt::text, devices.installation_id::text) >= inside.from_bps
    and ship_private.bucket(offers.salt::text, devices.installation_id::text) < inside.to_bps;
$$;

-- Devices of which the tables say that they were told, in order.
create function tap.told(build bigint)
returns bigint[]
language sql
as $$
  select coalesce(array_agg(id order by id), '{}')
  from ship.device_push_tokens
  where ship.was_told(id, 'ios', told.build);
$$;

-- How much was said so far: announcements, and entries for the audit log.
create function tap.said()
returns bigint
language sql
as $$
  select (select count(*) from ship.announcements)
    + (select count(*) from ship.audit_log)
    + (select count(*) from ship_private.audit_inbox);
$$;

-- What the audit log is going to say of a subject, oldest first.
create function tap.audited(actions text)
returns text[]
language sql
as $$
  select coalesce(array_agg(action order by id), '{}')
  from ship_private.audit_inbox
  where action like audited.actions;
$$;

-- Ships -----------------------------------------------------------------------------------------------------------

create function tap.begin(
  component text,
  targets text[] default '{}',
  holder text default 'ana@desk',
  environment text default 'production',
  kind text default 'ship',
  with_components text[] default '{}'
)
returns jsonb
language sql
as $$
  select ship.begin_ship(
    "begin".component, "begin".environment, "begin".holder, "begin".holder || ':/clone', "begin".targets,
    kind => "begin".kind, with_components => "begin".with_components
  );
$$;

-- The holder hung: its last heartbeat was so long ago that its time is over.
create function tap.let_expire(ship jsonb)
returns void
language sql
as $$
  update ship.ships
  set lease_expires_at = clock_timestamp() - interval '1 second'
  where id = (let_expire.ship ->> 'ship')::uuid;
$$;

create function tap.step(ship jsonb, step text, state text default 'done', detail jsonb default '{}')
returns boolean
language sql
as $$
  select ship.record_step(
    (step.ship ->> 'ship')::uuid, (step.ship ->> 'token')::bigint, step.step, step.state, step.detail
  );
$$;

create function tap.finish(ship jsonb, outcome text default 'done', reason text default null)
returns boolean
language sql
as $$
  select ship.finish_ship((finish.ship ->> 'ship')::uuid, (finish.ship ->> 'token')::bigint, finish.outcome, finish.reason);
$$;

-- Whether a holder still holds, as its heartbeat would hear.
create function tap.holds(ship jsonb)
returns boolean
language sql
as $$
  select (ship.renew_lease((holds.ship ->> 'ship')::uuid, (holds.ship ->> 'token')::bigint) ->> 'held')::boolean;
$$;

-- What a ship holds, in order.
create function tap.leases_of(ship jsonb)
returns text[]
language sql
as $$
  select coalesce(array_agg(name order by name), '{}')
  from ship.ship_leases
  where ship_id = (leases_of.ship ->> 'ship')::uuid;
$$;

-- Releases --------------------------------------------------------------------------------------------------------

-- A release of the first component with all others.
-- Keys under the name `app`: one that lives, and a rotation to another one that has come as far as `last` (none: begun).
create function tap.begin_rotation(last text default null, trigger text default 'routine')
returns bigint
language plpgsql
as $$
declare
  v_rotation bigint := (
    ship.begin_key_rotation(
      'app', 'supabase-publishable', 'ios', trigger, 'a test', jsonb_build_array(jsonb_build_object('prefix', 'sb_publishable_old111', 'digest', repeat('a', 64))),
      'ana@desk'
    ) ->> 'id'
  )::bigint;
begin
  perform tap.take_key_steps(v_rotation, last);
  return v_rotation;
end;
$$;

create function tap.take_key_steps(rotation bigint, last text, first text default 'generate')
returns void
language plpgsql
as $$
declare
  c_steps constant text[] := array['generate', 'add', 'deploy', 'update-client', 'ship', 'raise-minimum', 'monitor', 'remove'];
  v_step text;
begin
  foreach v_step in array c_steps[array_position(c_steps, first):coalesce(array_position(c_steps, last), 0)] loop
    perform ship.record_key_step(
      rotation, v_step, 'command', prefix => case v_step when 'generate' then 'sb_publishable_new222' end,
      digest => case v_step when 'generate' then repeat('b', 64) end, actor => 'ana@desk'
    );
  end loop;
end;
$$;

-- As if everything that is known of keys had happened so much earlier.
create function tap.age_keys(by interval)
returns void
language plpgsql
as $$
begin
  update ship.keys
  set generated_at = generated_at - by, added_at = added_at - by, removed_at = removed_at - by
  where true;
  update ship.key_rotation_steps set done_at = done_at - by where true;
  update ship.key_usage set hour = hour - by where true;
end;
$$;

create function tap.begin_release(variadic components text[])
returns jsonb
language sql
as $$
  select ship.begin_ship(
    components[1], 'production', 'ana@desk', 'ana@desk:/clone', '{}', kind => 'release', with_components => components[2:]
  );
$$;

-- The tag has the component's name before the version unless another prefix is given.
create function tap.reserve(ship jsonb, component text, version text, build bigint default 10, prefix text default null)
returns jsonb
language sql
as $$
  select ship.reserve_release(
    (reserve.ship ->> 'ship')::uuid, (reserve.ship ->> 'token')::bigint, reserve.component, reserve.version,
    coalesce(reserve.prefix, reserve.component || '-v') || reserve.version, reserve.build
  );
$$;

-- The commit is a digit, forty times.
create function tap.tag(component text, version text, commit_digit text default '1', build bigint default null)
returns jsonb
language sql
as $$
  select ship.record_tag(
    tag.component, tag.version, tag.component || '-v' || tag.version, repeat(tag.commit_digit, 40), tag.build, 'ana@desk'
  );
$$;

-- A ship of one component that reserves a version and ends as it is told.
create function tap.cut(component text, version text, build bigint, outcome text default 'done')
returns void
language plpgsql
as $$
declare
  v_ship jsonb := begin_release(cut.component);
begin
  perform reserve(v_ship, cut.component, cut.version, cut.build);
  if cut.outcome = 'done' then
    perform tag(cut.component, cut.version);
  end if;
  perform finish(v_ship, cut.outcome, 'for a test');
end;
$$;

-- A release that is tagged and published, of no ship.
create function tap.given_release(component text, version text, build bigint default null)
returns void
language plpgsql
as $$
begin
  perform tag(given_release.component, given_release.version, '1', given_release.build);
  perform ship.record_publication(given_release.component, given_release.version, 'https://host.test/' || given_release.version);
end;
$$;

-- What a source of checks finds: each key is broken.
create function tap.find(variadic keys text[] default '{}')
returns jsonb
language sql
as $$
  select ship.record_findings(
    'sentry',
    (select coalesce(jsonb_agg(jsonb_build_object('key', key, 'message', key || ' is broken')), '[]') from unnest(find.keys) as key),
    'sentry@ci'
  );
$$;

-- Environments ----------------------------------------------------------------------------------------------------

-- An environment as version.json would have it.
-- A job that ran an hour ago and is due again in an hour, unless it says otherwise.
create function tap.given_job(key text, cron text default '0 * * * *', due interval default '1 hour', state text default 'ok')
returns void
language sql
as $$
  insert into ship.jobs (key, cron, tz, grace, position, state, next_due_at, last_beat_at, missed_since, missed_count, declared_by)
  values (
    given_job.key, given_job.cron, 'UTC', '10 minutes', 1, given_job.state, clock_timestamp() + given_job.due,
    case when given_job.state <> 'waiting' then clock_timestamp() - interval '1 hour' end,
    case when given_job.state = 'missed' then clock_timestamp() - interval '2 hours' end,
    case when given_job.state = 'missed' then 1 else 0 end, 'ana@desk'
  );
$$;

create function tap.environment(name text, more jsonb default '{}')
returns jsonb
language sql
as $$
  select jsonb_build_object('name', environment.name, 'branch', environment.name, 'components', '["api", "web"]'::jsonb) || environment.more;
$$;

create function tap.declare(variadic environments jsonb[])
returns jsonb
language sql
as $$
  select ship.declare_environments(to_jsonb("declare".environments), repeat('a', 40), 'ana@desk');
$$;

-- The commit is a digit, forty times.
create function tap.deploy(
  ship jsonb,
  component text,
  build bigint,
  commit_digit text default '1',
  is_rollback boolean default false
)
returns jsonb
language sql
as $$
  select ship.begin_deployment(
    (deploy.ship ->> 'ship')::uuid, (deploy.ship ->> 'token')::bigint, deploy.component, deploy.build, deploy.build || '.0.0',
    repeat(deploy.commit_digit, 40), 'main', deploy.is_rollback
  );
$$;

create function tap.end_deployment(ship jsonb, deployment jsonb, outcome text default 'verified', code text default null)
returns jsonb
language sql
as $$
  select ship.finish_deployment(
    (end_deployment.ship ->> 'ship')::uuid, (end_deployment.ship ->> 'token')::bigint, (end_deployment.deployment ->> 'id')::uuid,
    end_deployment.outcome, case end_deployment.outcome when 'verified' then 'probes' end, end_deployment.code, 1200
  );
$$;

-- A deploy from its beginning to its end; what became of it.
create function tap.given_deployment(
  environment text,
  component text,
  build bigint,
  outcome text default 'verified',
  commit_digit text default '1'
)
returns jsonb
language plpgsql
as $$
declare
  v_ship jsonb := tap.begin(given_deployment.component, '{}', 'ana@desk', given_deployment.environment, 'deploy');
  v_deployment jsonb;
begin
  v_deployment := deploy(v_ship, given_deployment.component, given_deployment.build, given_deployment.commit_digit);
  if given_deployment.outcome <> 'abandoned' then
    v_deployment := end_deployment(
      v_ship, v_deployment, given_deployment.outcome, case when given_deployment.outcome <> 'verified' then 'deploy_failed' end
    );
  end if;
  perform finish(v_ship, 'abandoned', 'for a test');
  return v_deployment;
end;
$$;

-- A promotion of the ship's environment; the commit is a digit, forty times.
create function tap.promote(ship jsonb, commit_digit text default '1', more jsonb default '{}')
returns jsonb
language sql
as $$
  select ship.begin_promotion(
    (promote.ship ->> 'ship')::uuid, (promote.ship ->> 'token')::bigint, coalesce(promote.more ->> 'kind', 'promotion'), 'main', 'production',
    repeat(promote.commit_digit, 40), repeat('0', 40), '[{"gate": "checks", "state": "passed", "findings": []}]', promote.more -> 'overrides',
    promote.more ->> 'reason', promote.more ->> 'archive_tag'
  );
$$;

create function tap.advance(ship jsonb, state text)
returns jsonb
language sql
as $$
  select ship.advance_promotion((advance.ship ->> 'ship')::uuid, (advance.ship ->> 'token')::bigint, advance.state);
$$;

-- Hosts -----------------------------------------------------------------------------------------------------------

-- A host says what it runs: a commit that is all one digit.
create function tap.report(
  host text,
  digit text default 'a',
  state text default 'current',
  branch text default 'production',
  detail jsonb default '{}',
  environment text default 'production'
)
returns jsonb
language sql
as $$
  select ship.report_host(
    report.environment, report.host, report.branch, repeat(report.digit, 40), report.state = 'dirty', report.state, report.detail,
    report.host
  );
$$;

-- The codes of what is wrong with hosts.
create function tap.host_problems(declared jsonb default '{}', environment text default null)
returns text[]
language sql
as $$
  select coalesce(array_agg((finding ->> 'host') || ' ' || (finding ->> 'code') order by n), '{}')
  from jsonb_array_elements(ship.host_status(host_problems.environment, host_problems.declared) -> 'findings') with ordinality as found (finding, n);
$$;

-- Stores ----------------------------------------------------------------------------------------------------------

-- An app at build 130 that App Store Connect gives out.
create function tap.given_store(auto jsonb default 'true', app_id text default '1234567890')
returns void
language sql
as $$
  select ship.sync_manifest(a_manifest(jsonb_build_object('ios', jsonb_build_object(
    'kind', 'ios', 'build', 130, 'apns', '{"topics": ["test.app"]}'::jsonb,
    'store', jsonb_strip_nulls(jsonb_build_object('app_id', given_store.app_id, 'auto', given_store.auto))
  ))));
$$;

create function tap.upload(build bigint, verdict text default 'waiting', state text default null, version text default '1.0.0')
returns jsonb
language sql
as $$
  select jsonb_build_object(
    'version', upload.version, 'build', upload.build, 'verdict', upload.verdict,
    'state', coalesce(upload.state, case upload.verdict when 'installable' then 'IN_BETA_TESTING' else 'PROCESSING' end)
  );
$$;

-- Claims a look that is due by now, and says what it saw.
create function tap.look(variadic uploads jsonb[] default '{}')
returns jsonb
language plpgsql
as $$
declare
  v_claimed jsonb;
begin
  update ship.store_apps set next_look_at = clock_timestamp() where true;
  v_claimed := ship.claim_store_looks(1) -> 0;
  return ship.finish_store_look(v_claimed ->> 'component', (v_claimed ->> 'lease_token')::uuid, to_jsonb(look.uploads));
end;
$$;

create function tap.hint(event text, type text default 'buildUploadStateUpdated', app_id text default '1234567890')
returns jsonb
language sql
as $$
  select ship.take_store_event(
    hint.event, hint.type, hint.app_id, 'buildUploads', 'b-1', 'PROCESSING', 'COMPLETE', '2026-01-01T00:00:00Z'
  );
$$;

-- In so many seconds from now; null: never.
create function tap.next_look_in()
returns integer
language sql
as $$
  select round(extract(epoch from next_look_at - clock_timestamp()))::integer
  from ship.store_apps;
$$;

-- What chats are told of stores, in order.
create function tap.store_news()
returns text[]
language sql
as $$
  select coalesce(array_agg(sentence order by finding_reports.id, place), '{}')
  from ship.finding_reports
  cross join lateral jsonb_array_elements_text(finding_reports.news) with ordinality as told (sentence, place)
  where finding_reports.source = 'store';
$$;
