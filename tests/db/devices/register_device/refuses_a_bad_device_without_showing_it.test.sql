select plan(9);
select given_ios();

create function pg_temp.error_with(more jsonb)
returns jsonb
language sql
as $$
  select error_of(format(
    'select ship.register_device(%L, %L, %L, kind => %L, os_version => %L)',
    'ios', given ->> 'token', given ->> 'apns_environment', given ->> 'kind', given ->> 'os_version'
  ))
  from (select '{"token": "deadbeef", "apns_environment": "production"}' || $1 as given) as given;
$$;

select is(
  pg_temp.error_with(more) - 'hint', jsonb_build_object('state', 'PT422', 'code', 'device_invalid', 'detail', detail), detail
)
from (
  values
    ('{"token": "no hex"}'::jsonb, 'device_token_is_lower_case_hex'),
    ('{"token": null}', 'token is missing'),
    ('{"apns_environment": "staging"}', 'device_apns_environment_is_known'),
    ('{"apns_environment": null}', 'reported_apns_environment is missing'),
    ('{"kind": "watch"}', 'device_kind_is_known'),
    (jsonb_build_object('os_version', repeat('1', 65)), 'device_texts_are_short')
) as bad (more, detail);
select is(pg_temp.error_with('{"apns_environment": null}')::text ~ 'deadbeef', false, 'a missing field does not show the row');
select is(pg_temp.error_with('{"kind": "watch"}')::text ~ 'deadbeef', false, 'nor does a bad one');
select is_empty($$select from ship.device_push_tokens$$, 'nothing is registered');

select * from finish();
