select plan(3);

select begin('dashboard', holder => 'ana@desk');

select fails_with($$select begin('dashboard', holder => 'bob@lap')$$, 'PT409', 'lease_held', 'promise 25: the second does not run');
select matches(
  detail_of($$select begin('dashboard', holder => 'bob@lap')$$), '^component:dashboard is held by ana@desk since ',
  'promise 25: and hears who does'
);
select is((select array_agg(holder) from ship.ships), array['ana@desk'], 'nothing was begun');

select * from finish();
