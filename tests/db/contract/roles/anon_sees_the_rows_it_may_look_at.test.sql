select plan(4);
select given_ios();
select given_component('web');

set local role anon;
select is((select count(key) from ship.components), 2::bigint, 'anon: rows, not an empty answer');
select is((select count(seq) from ship.manifest_head), 1::bigint, 'anon: the head');
set local role authenticated;
select is((select count(key) from ship.components), 2::bigint, 'authenticated: the same');
select is_denied('select * from ship.components', 'but never all columns');
reset role;

select * from finish();
