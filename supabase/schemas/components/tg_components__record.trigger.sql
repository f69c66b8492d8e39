create function ship_private.tg_components__record()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because build moves are written by nobody directly
begin
  insert into ship.build_moves (component_key, build, previous_build, version, reason, commit_sha, actor, notes)
  select
    added.key, added.build, null, added.version, 'baseline',
    ship_private.move_detail('commit_sha'), ship_private.current_actor(), ship_private.move_detail('notes')
  from added
  order by added.position, added.key;

  perform ship_private.complete_offers((
    select array_agg(
      row(added.key, added.build, 0, 'live', 'build-available', 10000, null, null)::ship_private.component_change
      order by added.position, added.key
    )
    from added
    where added.build > 0
  ));

  insert into ship_private.audit_inbox (actor, action, subject, detail)
  select
    ship_private.current_actor(), 'component.added', added.key,
    jsonb_build_object('build', added.build, 'kind', added.kind, 'version', added.version)
  from added
  order by added.position, added.key;
  return null;
end;
$$;

revoke all on function ship_private.tg_components__record() from public, anon, authenticated, service_role;

create trigger _500_record
  after insert
  on ship.components
  referencing new table as added
  for each statement
  -- pg_dump and pg_restore load with check_function_bodies off; what they load brings its own records along
  when (current_setting('check_function_bodies') = 'on')
  execute function ship_private.tg_components__record();

comment on function ship_private.tg_components__record() is
  'A new component is recorded with reason baseline and announced to nobody.';
