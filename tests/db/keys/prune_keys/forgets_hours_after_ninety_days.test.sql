select plan(2);

select begin_rotation('add');
insert into ship.key_usage (prefix, hour, count)
select 'app', date_trunc('hour', clock_timestamp(), 'UTC') - make_interval(days => days), 1
from unnest(array[1, 89, 91]) as days;
select ship_private.prune();
select is((select count(*) from ship.key_usage), 2::bigint, 'the oldest hour went');
select is((select count(*) from ship.keys), 2::bigint, 'keys stay');

select * from finish();
