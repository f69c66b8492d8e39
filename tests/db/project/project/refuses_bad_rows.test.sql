select plan(6);

select fails_with($$insert into ship.project (is_only_row) values (false)$$, '23514', 'project_has_one_row');
select fails_with(
  $$insert into ship.project (repository, linked_at) values (' shop', now())$$, '23514', 'project_repository_is_named'
);
select fails_with(
  $$insert into ship.project (repository, linked_at) values (e'shop\x1b[2J', now())$$, '23514', 'project_repository_is_named',
  'nothing that drives a terminal'
);
select fails_with(
  $$insert into ship.project (repository) values ('github.com/acme/shop')$$, '23514', 'project_repository_matches_link'
);
select fails_with(
  $$insert into ship.project (home_url) values ('https://one.test/path')$$, '23514', 'project_home_is_a_url'
);
select lives_ok(
  $$insert into ship.project (repository, linked_at, home_url) values ('github.com/acme/shop', now(), 'https://one.test')$$,
  'a project with both'
);

select * from finish();
