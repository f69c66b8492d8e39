select plan(13);
select given_ios();
select given_devices(1);

create function pg_temp.update_with(more jsonb)
returns void
language sql
as $$
  update ship.device_push_tokens
  set
    token = wanted.token, kind = wanted.kind, topic = wanted.topic, apns_environment = wanted.apns_environment,
    reported_apns_environment = wanted.reported_apns_environment, installed_build = wanted.installed_build,
    os_version = wanted.os_version, locale = wanted.locale, deactivated_at = wanted.deactivated_at,
    deactivation_reason = wanted.deactivation_reason
  from jsonb_populate_record((select device_push_tokens from ship.device_push_tokens), $1) as wanted
  where device_push_tokens.id = 1;
$$;

select fails_with($$select pg_temp.update_with('{"token": "xyz0"}')$$, '23514', 'device_token_is_lower_case_hex');
select fails_with($$select pg_temp.update_with('{"token": "ABCD"}')$$, '23514', 'device_token_is_lower_case_hex');
select fails_with($$select pg_temp.update_with('{"token": "abc"}')$$, '23514', 'device_token_is_lower_case_hex');
select fails_with($$select pg_temp.update_with('{"token": ""}')$$, '23514', 'device_token_is_lower_case_hex');
select fails_with(
  $$select pg_temp.update_with(jsonb_build_object('token', repeat('ab', 257)))$$, '23514', 'device_token_is_at_most_256_bytes'
);
select fails_with($$select pg_temp.update_with('{"kind": "watch"}')$$, '23514', 'device_kind_is_known');
select fails_with($$select pg_temp.update_with('{"apns_environment": "staging"}')$$, '23514', 'device_apns_environment_is_known');
select fails_with($$select pg_temp.update_with('{"reported_apns_environment": "staging"}')$$, '23514', 'device_apns_environment_is_known');
select fails_with($$select pg_temp.update_with('{"installed_build": -1}')$$, '23514', 'device_installed_build_is_within_53_bits');
select fails_with(
  $$select pg_temp.update_with(jsonb_build_object('locale', repeat('x', 36)))$$, '23514', 'device_texts_are_short'
);
select fails_with(
  $$select pg_temp.update_with('{"deactivated_at": "2026-01-01"}')$$, '23514', 'device_deactivation_has_a_reason'
);
select fails_with(
  $$select pg_temp.update_with('{"topic": "test.unknown"}')$$, '23503', 'device_push_tokens_component_key_topic_fkey'
);
select fails_with(
  $$
    insert into ship.device_push_tokens (component_key, topic, token)
    select component_key, topic, token
    from ship.device_push_tokens
  $$,
  '23505', 'device_push_tokens_topic_token_key'
);

select * from finish();
