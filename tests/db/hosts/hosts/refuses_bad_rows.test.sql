select plan(13);

create function pg_temp.insert_with(more jsonb)
returns void
language sql
as $$
  insert into ship.hosts (environment, host, branch, sha, is_dirty, state, detail, told)
  select wanted.environment, wanted.host, wanted.branch, wanted.sha, wanted.is_dirty, wanted.state, wanted.detail, wanted.told
  from jsonb_populate_record(
    null::ship.hosts,
    jsonb_build_object('environment', 'live', 'host', 'web-1', 'branch', 'main', 'sha', repeat('a', 40), 'is_dirty', false, 'state', 'current')
      || '{"detail": {}, "told": {}}' || $1
  ) as wanted;
$$;

select fails_with($$select pg_temp.insert_with('{"environment": "Live"}')$$, '23514', 'host_environment_is_a_slug');
select fails_with($$select pg_temp.insert_with('{"host": "web 1"}')$$, '23514', 'host_name_is_a_slug');
select fails_with($$select pg_temp.insert_with('{"branch": "a b"}')$$, '23514', 'host_branch_is_a_branch');
select fails_with($$select pg_temp.insert_with('{"sha": "abc"}')$$, '23514', 'host_sha_is_a_whole_hash');
select fails_with($$select pg_temp.insert_with('{"state": "well"}')$$, '23514', 'host_state_is_known');
select fails_with($$select pg_temp.insert_with('{"sha": null}')$$, '23514', 'host_that_is_current_says_what_it_runs');
select fails_with($$select pg_temp.insert_with('{"is_dirty": true}')$$, '23514', 'host_that_is_current_says_what_it_runs');
select fails_with($$select pg_temp.insert_with('{"state": "dirty"}')$$, '23514', 'host_that_is_dirty_says_so');
select fails_with($$select pg_temp.insert_with('{"detail": []}')$$, '23514', 'host_detail_is_a_small_object');
select fails_with(
  $$select pg_temp.insert_with(jsonb_build_object('detail', jsonb_build_object('why', repeat('w', 16384))))$$, '23514', 'host_detail_is_a_small_object'
);
select fails_with($$select pg_temp.insert_with('{"told": []}')$$, '23514', 'host_told_is_an_object');
select lives_ok($$select pg_temp.insert_with('{"state": "offline", "branch": null, "sha": null}')$$, 'a host may have nothing yet');
select fails_with($$select pg_temp.insert_with('{}')$$, '23505', 'hosts_pkey');

select * from finish();
