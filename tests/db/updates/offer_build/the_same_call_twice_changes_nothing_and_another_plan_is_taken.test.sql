select plan(3);
select given_ios();
select ship.offer_build('ios', 131, bps => 500, steps => '[{"bps": 2500, "after": "1 hour"}]');
create temp table before as select said(), steps from ship.offers where build = 131;
select ship.offer_build('ios', 131, bps => 500, steps => '[{"bps": 2500, "after": "1 hour"}]');
select ship.offer_build('ios', 131, bps => 500);
select is(said(), before.said) from before;
select is((select steps from ship.offers where build = 131), (select steps from before), 'its times stay');
select ship.offer_build('ios', 131, bps => 500, steps => '[{"bps": 5000, "after": "1 hour"}]');
select is((select steps #>> '{0,bps}' from ship.offers where build = 131), '5000');

select * from finish();
