select plan(6);

create temporary table given on commit drop as select begin_rotation('generate') as id;
select fails_with(format('select ship.abandon_key_rotation(%s, %L)', id, ' '), 'PT422', 'reason_missing') from given;
select is(ship.abandon_key_rotation(id, 'begun by mistake', 'ana') ->> 'outcome', 'abandoned') from given;
select is((select array_agg(state order by id) from ship.keys), array['live', 'removed'], 'one that nobody accepts never lived');
update given
set id = (
  ship.begin_key_rotation(
    'app', 'supabase-publishable', live => jsonb_build_array(jsonb_build_object('prefix', 'sb_publishable_old111', 'digest', repeat('a', 64)))
  ) ->> 'id'
)::bigint
where true;
select ship.record_key_step(id, 'generate', 'command', prefix => 'three', digest => repeat('c', 64)), ship.record_key_step(id, 'add', 'command') from given;
select ship.abandon_key_rotation(id, 'another time', 'ana') from given;
select is((select array_agg(state order by id) from ship.keys), array['live', 'removed', 'live'], 'one that is accepted stays: somebody may use it');
select is(
  (select array_agg(detail ->> 'reason') from ship_private.audit_inbox where action = 'key.rotation_ended'), array['begun by mistake', 'another time']
);
select lives_ok($$select ship.begin_key_rotation('app', 'supabase-publishable')$$, 'another one may begin');

select * from finish();
