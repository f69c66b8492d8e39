select plan(7);

select is(
  ship.record_back_merge('main', 'next', 'conflict', '{"files": ["a.ts"]}', 'ci') - 'recorded_at',
  '{"from_branch": "main", "to_branch": "next", "outcome": "conflict", "detail": {"files": ["a.ts"]}, "is_new": true}', 'what happened'
);
select is(ship.record_back_merge('main', 'next', 'conflict', '{"files": ["a.ts"]}', 'ci') -> 'is_new', 'false', 'the same conflict once');
select is(ship.record_back_merge('main', 'next', 'done', '{"commit": "abc"}', 'ci') -> 'is_new', 'true', 'until it is done');
select is(ship.record_back_merge('main', 'next', 'conflict', '{"files": ["a.ts"]}', 'ci') -> 'is_new', 'true', 'and then anew');
select ship.record_back_merge('main', 'develop', 'refused');
select is(
  jsonb_path_query_array(ship.release_status(), '$.back_merges[*].outcome'), '["refused", "conflict"]', 'the status shows the last between two'
);
select is(
  audited('back_merge.%'), array['back_merge.conflict', 'back_merge.done', 'back_merge.conflict', 'back_merge.refused'], 'each is chained'
);
select fails_with($$select ship.record_back_merge('main', 'next', 'lost')$$, '23514', 'back_merge_outcome_is_known');

select * from finish();
