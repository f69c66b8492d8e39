select plan(7);

select is(
  ship.begin_key_rotation('app', 'apns', 'ios', 'routine', null, '[]', 'ana@desk') - 'id' - 'begun_at',
  '{
    "name": "app", "kind": "apns", "component": "ios", "trigger": "routine", "reason": null, "begun_by": "ana@desk",
    "removal_allowed_at": null, "removal_forced_because": null, "ended_at": null, "outcome": null, "new_key": null, "old_keys": [],
    "lost_digests": [], "quiet_at": null, "steps": []
  }'::jsonb
);
select fails_with($$select ship.begin_key_rotation('app', 'apns')$$, 'PT409', 'rotation_open');
select lives_ok($$select ship.begin_key_rotation('other-app', 'apns')$$, 'another name has its own');
select fails_with($$select ship.begin_key_rotation('third', 'apns', trigger => 'incident')$$, '23514', 'key_rotation_of_an_incident_has_a_reason');
select is(audited('key.%'), array['key.rotation_begun', 'key.rotation_begun'], 'each is chained');
select is(error_as('anon', $$select ship.begin_key_rotation('app', 'apns')$$) ->> 'state', '42501', 'nobody else may');
select is(error_as('authenticated', $$select ship.key_status()$$) ->> 'state', '42501', 'or look');

select * from finish();
