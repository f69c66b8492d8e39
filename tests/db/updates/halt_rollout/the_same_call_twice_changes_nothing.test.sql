select plan(3);
select given_ios();
select ship.offer_build('ios', 131, 'live', 500);
select ship.halt_rollout('ios', 'live', 131, 'crashes');
create temp table before as select said(), (select jsonb_agg(to_jsonb(offers)) from ship.offers) as offers;
select is(ship.halt_rollout('ios', 'live', 131, 'another reason') ->> 'reason', 'crashes', 'the first reason stays');
select is(said(), before.said, 'nothing is said again') from before;
select is((select jsonb_agg(to_jsonb(offers)) from ship.offers), (select offers from before));

select * from finish();
