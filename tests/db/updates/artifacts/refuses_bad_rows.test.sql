select plan(9);
select given_component('web', 'web', 5);
create function pg_temp.add(more jsonb) returns text language sql as $f$
  select format('insert into ship.artifacts select * from jsonb_populate_record(null::ship.artifacts, %L)',
    '{"component_key": "web", "build": 5, "target": "a", "url": "https://a", "length": 1, "signature_type": "none", "recorded_at": "2026-01-01"}'::jsonb
    || jsonb_build_object('sha256', repeat('a', 64)) || more)
$f$;
select fails_with(pg_temp.add('{"target": "A B"}'), '23514', 'artifact_target_is_a_slug');
select fails_with(pg_temp.add('{"url": "ftp://a"}'), '23514', 'artifact_url_is_a_link');
select fails_with(pg_temp.add('{"length": 0}'), '23514', 'artifact_length_is_within_53_bits');
select fails_with(pg_temp.add('{"sha256": "a"}'), '23514', 'artifact_digests_are_hex');
select fails_with(pg_temp.add('{"signature": "s", "signature_type": "pgp"}'), '23514', 'artifact_signature_type_is_known');
select fails_with(pg_temp.add('{"signature": "s"}'), '23514', 'artifact_signature_matches_its_type');
select fails_with(pg_temp.add('{"signature": "", "signature_type": "ed25519"}'), '23514', 'artifact_signature_is_short');
select fails_with(pg_temp.add('{"build": 6}'), '23503', 'artifacts_component_key_build_fkey');
select is(error_of(pg_temp.add('{}')), null);

select * from finish();
