select plan(3);
select given_ios();
select given_devices(4);
update ship.device_push_tokens
set last_registered_at = '2026-06-01T12:00:00.000Z'
where true;
select move('ios', 131);

create function pg_temp.ms(at timestamptz)
returns jsonb
language sql
as $$
  select jsonb_build_object('timestamp_ms', (extract(epoch from $1) * 1000)::bigint);
$$;

select answer(claim_batch(), jsonb_build_array(
  outcome(1, 410, 'Unregistered', 'dead', pg_temp.ms('2026-06-01T12:00:00.001Z')),
  outcome(2, 410, 'ExpiredToken', 'dead', pg_temp.ms('2026-06-01T12:00:00.000Z')),
  outcome(3, 410, 'Unregistered', 'dead', pg_temp.ms('2026-06-01T11:59:59.999Z')),
  outcome(4, 410, 'Unregistered', 'dead', '{"timestamp_ms": null}')
));

select results_eq(
  $$select id, deactivation_reason from ship.device_push_tokens where deactivated_at is not null$$,
  $$values (1::bigint, 'Unregistered')$$,
  'confirmed dead after it registered; not at the same moment, not before, not without a time'
);
select results_eq(
  $$select device_id, status, reason, retry_at from ship.push_failures order by 1$$,
  $$
    values
      (1::bigint, 410, 'Unregistered', null::timestamptz), (2, 410, 'ExpiredToken', null),
      (3, 410, 'Unregistered', null), (4, 410, 'Unregistered', null)
  $$,
  'none of them was told, and none is tried again'
);
select is((select state from ship.push_runs where id = 1), 'finished', 'the run has ended');

select * from finish();
