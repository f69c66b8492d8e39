select plan(1);
select given_ios();
select offer(131, 500, steps => '[{"bps": 2500, "after": "1 hour"}]');
create temp table before as select said();
set local timezone = 'Asia/Tokyo';
update ship.offers set bps = 500 where build = 131;
select is(said(), before.said) from before;

select * from finish();
