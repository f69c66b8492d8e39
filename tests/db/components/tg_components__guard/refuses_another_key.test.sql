select plan(1);
select given_component('web');

select fails_with(
  $$update ship.components set key = 'site' where key = 'web'$$, 'PT409', 'component_key_is_immutable'
);

select * from finish();
