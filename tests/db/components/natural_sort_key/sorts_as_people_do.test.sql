select plan(1);

select is(
  (
    select array_agg(key order by ship_private.natural_sort_key(key) collate "C")
    from unnest(array['web10', 'web2', 'web', 'b-2-10', 'b-2-9', 'web2a', 'a', 'web-1']) as key
  ),
  array['a', 'b-2-9', 'b-2-10', 'web', 'web-1', 'web2', 'web2a', 'web10'],
  'numbers by their size'
);

select * from finish();
