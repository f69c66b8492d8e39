select plan(13);

create temporary table given on commit drop as select begin_rotation('raise-minimum') as id;
select fails_with(format('select ship.allow_key_removal(%s)', id), 'PT409', 'key_step_out_of_order', 'the steps before are missing') from given;
select age_keys('25 hours');
select ship.record_key_usage('{"sb_publishable_old111": 3}');
select fails_with(format('select ship.record_key_step(%s, %L, %L)', id, 'monitor', 'observed'), 'PT409', 'key_in_use') from given;
select fails_with(
  format('select ship.record_key_step(%s, %L, %L)', id, 'monitor', 'skipped'), '23514', 'key_step_is_skipped_with_a_reason'
) from given;
select lives_ok(
  format('select ship.record_key_step(%s, %L, %L, reason => %L)', id, 'monitor', 'skipped', 'one old kiosk'), 'the wait is left out with a reason'
) from given;
select fails_with(format('select ship.allow_key_removal(%s)', id), 'PT409', 'key_in_use', 'which allows no removal') from given;
select fails_with(format('select ship.allow_key_removal(%s, true)', id), 'PT422', 'reason_missing') from given;
select is(
  ship.allow_key_removal(id, true, 'one old kiosk', 'ana') ->> 'removal_forced_because', 'one old kiosk', 'unless it is forced'
) from given;
select is(
  (select detail ->> 'forced' from ship_private.audit_inbox where action = 'key.removal_allowed'), 'one old kiosk', 'which is chained'
);
select ship.record_key_step(id, 'remove', 'command') from given;

-- an incident does not wait
truncate given;
insert into given
select (
  ship.begin_key_rotation(
    'leaked', 'secret-list', null, 'incident', 'in a log', jsonb_build_array(jsonb_build_object('prefix', 'leaked', 'digest', repeat('e', 64)))
  ) ->> 'id'
)::bigint;
select ship.record_key_usage('{"leaked": 3}');
select ship.record_key_step(id, 'generate', 'command', prefix => 'fresh', digest => repeat('f', 64)) from given;
select take_key_steps(id, 'raise-minimum', 'add') from given;
select fails_with(format('select ship.record_key_step(%s, %L, %L)', id, 'monitor', 'observed'), 'PT409', 'key_in_use') from given;
select ship.record_key_step(id, 'monitor', 'skipped', reason => 'in a log') from given;
select is(ship.allow_key_removal(id) ->> 'removal_forced_because', 'in a log', 'and says why') from given;

-- the key of APNs is in use as long as a token that it signed is valid
truncate given;
insert into given
select (
  ship.begin_key_rotation('push', 'apns', null, 'routine', null, jsonb_build_array(jsonb_build_object('prefix', 'KEYOLD', 'digest', repeat('1', 64))))
  ->> 'id'
)::bigint;
select ship.record_key_step(id, 'generate', 'confirmed', prefix => 'KEYNEW', digest => repeat('2', 64)) from given;
select take_key_steps(id, 'raise-minimum', 'add') from given;
select age_keys('10 days');
insert into ship_private.apns_provider_tokens (key_id, team_id, token, issued_at)
values ('KEYOLD', 'TEAM', 'a.b.c', clock_timestamp() - interval '20 hours');
select fails_with(format('select ship.record_key_step(%s, %L, %L)', id, 'monitor', 'observed'), 'PT409', 'key_in_use') from given;
-- what was aged out for a worker that then died
update ship_private.apns_provider_tokens
set
  token = null,
  issued_at = null,
  mint_token = gen_random_uuid(),
  mint_issued_at = tokens.issued_at,
  mint_until = tokens.issued_at
from ship_private.apns_provider_tokens as tokens
where tokens.key_id = apns_provider_tokens.key_id;
select fails_with(format('select ship.record_key_step(%s, %L, %L)', id, 'monitor', 'observed'), 'PT409', 'key_in_use') from given;
update ship_private.apns_provider_tokens set mint_issued_at = mint_issued_at - interval '6 hours' where true;
select lives_ok(format('select ship.record_key_step(%s, %L, %L)', id, 'monitor', 'observed'), 'a day later it is silent') from given;

select * from finish();
