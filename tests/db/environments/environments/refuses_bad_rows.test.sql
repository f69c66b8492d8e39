select plan(25);

create function pg_temp.insert_with(more jsonb)
returns void
language sql
as $$
  insert into ship.environments (name, branch, project_ref, url, announces, promoted_from, components, hosts, windows, position, commit_sha, declared_by)
  select
    wanted.name, wanted.branch, wanted.project_ref, wanted.url, wanted.announces, wanted.promoted_from, wanted.components, wanted.hosts,
    wanted.windows, wanted.position, wanted.commit_sha, wanted.declared_by
  from jsonb_populate_record(
    null::ship.environments,
    '{"name": "staging", "branch": "main", "announces": false, "components": [], "hosts": [], "windows": [], "position": 1, "declared_by": "a"}' || $1
  ) as wanted;
$$;

select fails_with(format('select pg_temp.insert_with(%L)', jsonb_build_object('name', bad)), '23514', 'environment_name_is_a_slug')
from unnest(array['', 'Staging', '1st', repeat('a', 49)]) as bad;
select fails_with(format('select pg_temp.insert_with(%L)', bad), '23514', 'environment_branches_are_named')
from unnest(array[
  '{"branch": ""}', '{"branch": "-f"}', '{"branch": "a b"}', '{"branch": "a\nb"}', '{"promoted_from": "--all"}',
  jsonb_build_object('promoted_from', repeat('a', 201))::text
]) as bad;
select fails_with($$select pg_temp.insert_with('{"promoted_from": "main"}')$$, '23514', 'environment_is_promoted_from_another_branch');
select fails_with($$select pg_temp.insert_with('{"project_ref": "abc"}')$$, '23514', 'environment_project_ref_is_a_ref');
select fails_with($$select pg_temp.insert_with('{"url": "javascript:alert(1)"}')$$, '23514', 'environment_url_is_a_link');
select fails_with(format('select pg_temp.insert_with(%L)', bad), '23514', 'environment_components_are_slugs')
from unnest(array['{"components": ["Api"]}', '{"components": ["api web"]}', '{"components": [null]}', '{"components": [""]}']) as bad;
select fails_with(format('select pg_temp.insert_with(%L)', bad), '23514', 'environment_hosts_are_slugs')
from unnest(array['{"hosts": ["a b"]}', '{"hosts": [null]}']) as bad;
select fails_with(
  $$select pg_temp.insert_with(jsonb_build_object('hosts', (select jsonb_agg('h' || n) from generate_series(1, 101) as n)))$$,
  '23514', 'environment_lists_are_short'
);
select fails_with($$select pg_temp.insert_with('{"windows": {}}')$$, '23514', 'environment_windows_are_a_small_list');
select fails_with($$select pg_temp.insert_with('{"commit_sha": "abc123"}')$$, '23514', 'environment_commit_is_a_sha');
select fails_with($$select pg_temp.insert_with('{"declared_by": " "}')$$, '23514', 'environment_declarer_is_named');

select pg_temp.insert_with('{"announces": true}');
select fails_with(
  $$select pg_temp.insert_with('{"name": "production", "announces": true}')$$, '23505', 'environments_announces_where_announcing',
  'one announces'
);
select lives_ok($$select pg_temp.insert_with('{"name": "production", "branch": "production", "promoted_from": "main"}')$$, 'and any number do not');

select * from finish();
