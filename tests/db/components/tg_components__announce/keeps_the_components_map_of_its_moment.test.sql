select plan(3);
select given_component('zeta', build => 1, place => 1);
select given_component('beta', build => 2, place => 32767);
select given_component('alpha', build => 3, place => 32767);

select move('beta', 5);
update ship.components
set name = 'renamed later', build = 6
where key = 'beta';

select results_eq(
  $$
    select component ->> 'key'
    from ship.announcements
    cross join jsonb_array_elements(announcements.components) with ordinality as map (component, place)
    where seq = 1
    order by place
  $$,
  $$values ('zeta'), ('alpha'), ('beta')$$,
  'in row order: by position, those without one last by key'
);
select is(
  (select components -> 2 from ship.announcements where seq = 1),
  '{"key": "beta", "label": "beta", "name": "BETA", "kind": "web", "host": null, "version": "1.0.0", "build": 5, "position": 32767}',
  'with every field as it stood, the moved build included'
);
select is(
  (select components #> '{2,build}' from ship.announcements where seq = 2), '6',
  'each announcement has its own'
);

select * from finish();
