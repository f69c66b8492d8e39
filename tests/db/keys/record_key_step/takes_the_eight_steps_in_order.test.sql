select plan(18);

create temporary table given on commit drop as select begin_rotation() as id;
select fails_with(
  format('select ship.record_key_step(%s, %L, %L)', id, 'add', 'command'), 'PT409', 'key_step_out_of_order', 'nothing was generated'
) from given;
select fails_with(
  format('select ship.record_key_step(%s, %L, %L)', id, 'dance', 'command'), 'PT409', 'key_step_out_of_order', 'no such step'
) from given;
select fails_with(
  format('select ship.record_key_step(%s, %L, %L)', id, 'generate', 'command'), '23502', 'prefix', 'a key is needed'
) from given;
select fails_with(
  format('select ship.record_key_step(%s, %L, %L, prefix => %L, digest => %L)', id, 'generate', 'command', 'x', repeat('a', 64)),
  'PT409', 'key_not_new', 'the old one is no new one'
) from given;
select fails_with(
  format('select ship.record_key_step(%s, %L, %L, prefix => %L, digest => %L)', id, 'generate', 'command', 'sb_publishable_old111', repeat('d', 64)),
  'PT409', 'key_not_new', 'nor is another one that is counted with it'
) from given;
select take_key_steps(id, 'generate') from given;
select is((select array_agg(prefix || ' ' || state order by id) from ship.keys), array['sb_publishable_old111 live', 'sb_publishable_new222 generated']);
select ship.record_key_step(id, 'generate', 'command', prefix => 'sb_publishable_new333', digest => repeat('c', 64)) from given;
select is(
  (select array_agg(prefix || ' ' || state order by id) from ship.keys),
  array['sb_publishable_old111 live', 'sb_publishable_new222 removed', 'sb_publishable_new333 generated'], 'one that was lost is made again'
);
select fails_with(
  format('select ship.record_key_step(%s, %L, %L, digest => %L)', id, 'add', 'command', repeat('b', 64)),
  'PT409', 'key_replaced', 'whoever had the first one must not go on'
) from given;
select take_key_steps(id, 'raise-minimum', 'add') from given;
select is((select array_agg(state order by id) from ship.keys), array['live', 'removed', 'live'], 'both are accepted');
select fails_with(
  format('select ship.record_key_step(%s, %L, %L, prefix => %L, digest => %L)', id, 'generate', 'command', 'x', repeat('d', 64)),
  'PT409', 'key_step_out_of_order', 'and no other is made by then'
) from given;
select fails_with(
  format('select ship.record_key_step(%s, %L, %L)', id, 'monitor', 'observed'), 'PT409', 'key_watch_too_short'
) from given;
select age_keys('25 hours');
select take_key_steps(id, 'monitor', 'monitor') from given;
select fails_with(
  format('select ship.record_key_step(%s, %L, %L)', id, 'remove', 'command'), 'PT409', 'key_removal_not_allowed'
) from given;
select is(ship.allow_key_removal(id, actor => 'bob@lap') ->> 'removal_forced_because', null, 'it is silent') from given;
select is(ship.record_key_step(id, 'remove', 'command', actor => 'bob@lap') ->> 'outcome', 'done') from given;
select is((select array_agg(state order by id) from ship.keys), array['removed', 'removed', 'live'], 'only the new one is left');
select fails_with(format('select ship.record_key_step(%s, %L, %L)', id, 'remove', 'command'), 'PT409', 'rotation_ended') from given;
select fails_with($$select ship.record_key_step(0, 'generate', 'command')$$, 'PT404', 'rotation_unknown');
select is(
  (select array_agg(detail ->> 'step') from ship_private.audit_inbox where action = 'key.step'),
  array['generate', 'generate', 'add', 'deploy', 'update-client', 'ship', 'raise-minimum', 'monitor', 'remove'], 'each step is chained'
);

select * from finish();
