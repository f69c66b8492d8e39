select plan(8);

create temp table first as select begin('api', '{}', 'ana@desk', 'production', 'promotion') as ship;
create temp table second as select begin('web', '{}', 'bob@lap', 'production', 'promotion') as ship;
create temp table elsewhere as select begin('web', '{}', 'cat@lap', 'staging', 'promotion') as ship;
select promote(ship) from first;

select fails_with('select promote(ship) from second', 'PT409', 'promotion_open', 'also of other components');
select matches(
  detail_of('select promote(ship) from second'),
  '^production is being promoted to 111111111111 by ana@desk since 20[-0-9]+ [:0-9]+ UTC \(ship [-0-9a-f]{36}\)$', 'who has it, since when, and by which ship'
);
select lives_ok('select promote(ship) from elsewhere', 'another environment has one of its own');

select advance(ship, 'pushed') from first;
select fails_with('select promote(ship) from second', 'PT409', 'promotion_open', 'until everything is verified');
select advance(ship, 'done') from first;
select lives_ok('select promote(ship) from second', 'then the next one begins');
select finish(ship) from first;
select fails_with($$select promote(begin('api', '{}', 'dan@lap', 'production', 'promotion'))$$, 'PT409', 'promotion_open', 'and is in the way');
select finish(ship, 'abandoned', 'given up') from second;
select lives_ok($$select promote(begin('api', '{}', 'dan@lap', 'production', 'promotion'))$$, 'until it is given up');
select fails_with('select promote(ship) from second', 'PT409', 'ship_finished', 'whoever gave it up has none');

select * from finish();
