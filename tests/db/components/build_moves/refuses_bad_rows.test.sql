select plan(9);
select given_component('web');

create function pg_temp.insert_with(build bigint, previous bigint, reason text, sha text default null)
returns void
language sql
as $$
  insert into ship.build_moves (component_key, build, previous_build, version, reason, actor, commit_sha)
  values ('web', $1, $2, '1', $3, 'somebody', $4);
$$;

select fails_with($$select pg_temp.insert_with(2, 1, 'because')$$, '23514', 'build_move_reason_is_known');
select fails_with($$select pg_temp.insert_with(2, 1, 'baseline')$$, '23514', 'build_move_baseline_has_no_past');
select fails_with($$select pg_temp.insert_with(2, null, 'ship')$$, '23514', 'build_move_baseline_has_no_past');
select fails_with($$select pg_temp.insert_with(1, 2, 'ship')$$, '23514', 'build_move_falls_only_by_rollback');
select fails_with($$select pg_temp.insert_with(2, 1, 'rollback')$$, '23514', 'build_move_falls_only_by_rollback');
select fails_with($$select pg_temp.insert_with(2, 1, 'ship', 'HEAD')$$, '23514', 'build_move_commit_is_a_sha');
select fails_with(
  $$select pg_temp.insert_with(9007199254740992, 1, 'ship')$$, '23514', 'build_move_builds_are_within_53_bits'
);
select fails_with($$select pg_temp.insert_with(1, -1, 'ship')$$, '23514', 'build_move_builds_are_within_53_bits');
select lives_ok($$select pg_temp.insert_with(1, 2, 'reconcile')$$, 'what a sweep finds may lie below the last move');

select * from finish();
