select plan(2);
select given_component('web', build => 1);
select given_component('docs', build => 1);
commit;

select move('web', 2);
commit;
begin;
select move('docs', 2);
rollback;
select move('docs', 2);
select ship.reannounce('web', 'again');

select results_eq(
  $$select seq from ship.announcements order by seq$$, $$values (1::bigint), (2::bigint), (3::bigint)$$,
  'no gap, not even after a rollback'
);
select is((select seq from ship.manifest_head), 3::bigint, 'the manifest carries the last one');

select * from finish();
