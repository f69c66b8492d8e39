select plan(4);
select given_ios();
select given_installations(20);
create temp table answer as select ship.offer_build('ios', 131, actor => 'ana') as offer;
select is(offer - '{salt}'::text[], '{"component": "ios", "channel": "live", "build": 131, "version": null, "bps": 0, "state": "waiting", "reason": null, "steps": [], "available_at": null, "completed_at": null}') from answer;
select is((select count(*) from ship.announcements), 0::bigint, 'nobody hears of it');
select is(ship.update_feed('ios') #>> '{offers,0,build}', '130', 'nor reads of it');
select results_eq(
  $$select actor, subject, detail -> 'build' from ship_private.audit_inbox where action = 'rollout.started'$$,
  $$values ('ana', 'ios', '131'::jsonb)$$
);

select * from finish();
