select plan(4);
select given_component('web');
insert into ship.announcements (seq, components) values (1, '[]');

create function pg_temp.insert_with(build bigint, previous bigint, channel ship.release_channel default 'live')
returns void
language sql
as $$
  insert into ship.announced_changes (announcement_id, component_key, channel, build, previous_build, version)
  select id, 'web', $3, $1, $2, '1.0.0'
  from ship.announcements;
$$;

select fails_with(
  $$select pg_temp.insert_with(9007199254740992, 1)$$, '23514', 'announced_change_builds_are_within_53_bits'
);
select fails_with($$select pg_temp.insert_with(1, -1)$$, '23514', 'announced_change_builds_are_within_53_bits');
select lives_ok($$select pg_temp.insert_with(2, 1), pg_temp.insert_with(3, 2, 'alpha')$$, 'one per component and channel');
select fails_with($$select pg_temp.insert_with(4, 2, 'alpha')$$, '23505', 'announced_changes_pkey', 'and no more');

select * from finish();
