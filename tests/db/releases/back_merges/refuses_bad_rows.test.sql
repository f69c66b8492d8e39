select plan(6);

select fails_with(
  $$insert into ship.back_merges (from_branch, to_branch, outcome) values ('', 'next', 'done')$$, '23514', 'back_merge_branches_are_branches'
);
select fails_with(
  $$insert into ship.back_merges (from_branch, to_branch, outcome) values ('main', 'a b', 'done')$$, '23514', 'back_merge_branches_are_branches'
);
select fails_with(
  $$insert into ship.back_merges (from_branch, to_branch, outcome) values ('main', 'main', 'done')$$, '23514', 'back_merge_is_between_two_branches'
);
select fails_with(
  $$insert into ship.back_merges (from_branch, to_branch, outcome) values ('main', 'next', 'well')$$, '23514', 'back_merge_outcome_is_known'
);
select fails_with(
  $$insert into ship.back_merges (from_branch, to_branch, outcome, detail) values ('main', 'next', 'done', '[]')$$, '23514',
  'back_merge_detail_is_a_small_object'
);
select fails_with(
  $$
    insert into ship.back_merges (from_branch, to_branch, outcome, detail)
    values ('main', 'next', 'done', jsonb_build_object('a', repeat('a', 16384)))
  $$,
  '23514', 'back_merge_detail_is_a_small_object'
);

select * from finish();
