select plan(2);
select given_ios();
select given_installations(10);
select ship.offer_build('ios', 131, 'live', 500);
select ship.set_rollout('ios', 'live', 131, 2500, null, 'ana');
create temp table before as select said(), (select jsonb_agg(to_jsonb(offers)) from ship.offers) as offers;
select ship.set_rollout('ios', 'live', 131, 2500, null, 'ana');
select ship.set_rollout('ios', 'live', 131, 2500, 'a reason', 'ana');
update ship.offers set bps = 2500 where build = 131;
select ship.offer_build('ios', 131, 'live', 2500);
select is(said(), before.said, 'nothing is announced, nothing audited') from before;
select is((select jsonb_agg(to_jsonb(offers)) from ship.offers), (select offers from before), 'no row is another');

select * from finish();
