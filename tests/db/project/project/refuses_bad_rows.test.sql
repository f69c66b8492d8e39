select plan(8);

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
  $$insert into ship.project (home_url, home_since) values ('https://one.test/', now())$$, '23514', 'project_home_is_a_url'
);
select fails_with($$insert into ship.project (home_url) values ('https://one.test')$$, '23514', 'project_home_has_a_since');
select fails_with($$insert into ship_private.sweeps (is_only_row, last_at) values (false, now())$$, '23514', 'sweeps_has_one_row');
select lives_ok(
  $$
    insert into ship.project (repository, linked_at, home_url, home_since)
    values ('github.com/acme/shop', now(), 'https://one.test', now())
  $$,
  'a project with both'
);

select * from finish();
