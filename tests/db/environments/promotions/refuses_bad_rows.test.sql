select plan(30);

create function pg_temp.insert_with(more jsonb)
returns void
language sql
as $$
  insert into ship.promotions (
    environment, kind, from_branch, branch, commit_sha, previous_sha, gates, overrides, reason, archive_tag, ship_id, actor, pushed_at,
    finished_at, outcome
  )
  select
    wanted.environment, wanted.kind, wanted.from_branch, wanted.branch, wanted.commit_sha, wanted.previous_sha, wanted.gates, wanted.overrides,
    wanted.reason, wanted.archive_tag, wanted.ship_id, wanted.actor, wanted.pushed_at, wanted.finished_at, wanted.outcome
  from jsonb_populate_record(
    null::ship.promotions,
    jsonb_build_object('commit_sha', repeat('1', 40), 'ship_id', '00000000-0000-4000-8000-000000000001')
      || '{"environment": "production", "kind": "promotion", "from_branch": "main", "branch": "production", "gates": [], "overrides": {}, "actor": "a"}'
      || $1
  ) as wanted;
$$;

select fails_with($$select pg_temp.insert_with('{"environment": ""}')$$, '23514', 'promotion_environment_is_a_slug');
select fails_with($$select pg_temp.insert_with('{"kind": "wish"}')$$, '23514', 'promotion_kind_is_known');
select fails_with(format('select pg_temp.insert_with(%L)', bad), '23514', 'promotion_refs_are_named')
from unnest(array['{"from_branch": "-f"}', '{"branch": "a b"}', '{"branch": ""}', '{"archive_tag": "--delete"}', '{"archive_tag": ""}']) as bad;
select fails_with($$select pg_temp.insert_with('{"commit_sha": "abc"}')$$, '23514', 'promotion_commits_are_shas');
select fails_with($$select pg_temp.insert_with('{"previous_sha": "abc"}')$$, '23514', 'promotion_commits_are_shas');
select fails_with($$select pg_temp.insert_with('{"gates": {}}')$$, '23514', 'promotion_gates_are_a_small_list');
select fails_with(
  $$select pg_temp.insert_with(jsonb_build_object('gates', jsonb_build_array(repeat('x', 262144))))$$, '23514', 'promotion_gates_are_a_small_list'
);
select fails_with(format('select pg_temp.insert_with(%L)', jsonb_build_object('overrides', bad::jsonb)), '23514', 'promotion_overrides_say_why', bad)
from unnest(array['[]', '{"checks": ""}', '{"checks": " \n"}', '{"checks": null}', '{"checks": ["late"]}', '{"checks": []}', '{"a": "b", "checks": true}'])
  as bad;
select fails_with(
  $$select pg_temp.insert_with(jsonb_build_object('overrides', jsonb_build_object('checks', repeat('x', 16384))))$$, '23514',
  'promotion_overrides_say_why', 'in few words'
);
select fails_with(format('select pg_temp.insert_with(%L)', bad), '23514', 'promotion_off_the_way_says_why', bad)
from unnest(array['{"kind": "hotfix"}', '{"kind": "hotfix", "reason": " "}', '{"kind": "cutover", "archive_tag": "a"}']) as bad;
select fails_with(
  $$select pg_temp.insert_with(jsonb_build_object('reason', repeat('x', 2001)))$$, '23514', 'promotion_reason_is_short'
);
select fails_with(
  $$select pg_temp.insert_with(jsonb_build_object('kind', 'cutover', 'reason', 'once', 'previous_sha', repeat('0', 40)))$$, '23514',
  'promotion_cutover_has_an_archive'
);
select fails_with($$select pg_temp.insert_with('{"actor": ""}')$$, '23514', 'promotion_actor_is_named');
select fails_with($$select pg_temp.insert_with('{"outcome": "lost", "finished_at": "2026-01-01"}')$$, '23514', 'promotion_outcome_is_known');
select fails_with($$select pg_temp.insert_with('{"outcome": "abandoned"}')$$, '23514', 'promotion_outcome_matches_finish');
select fails_with($$select pg_temp.insert_with('{"outcome": "done", "finished_at": "2026-01-01"}')$$, '23514', 'promotion_done_is_pushed');

select pg_temp.insert_with('{"outcome": "abandoned", "finished_at": "2026-01-01"}');
select fails_with($$select pg_temp.insert_with('{}')$$, '23505', 'promotions_ship_id_key', 'one of each ship');
select pg_temp.insert_with('{"ship_id": null}');
select fails_with(
  $$select pg_temp.insert_with('{"ship_id": null}')$$, '23505', 'promotions_environment_where_open', 'one open of each environment'
);

select * from finish();
