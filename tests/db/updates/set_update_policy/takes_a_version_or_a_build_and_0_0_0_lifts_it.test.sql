select plan(6);
select given_component('web', 'web', 5);
update ship.components set build = 6, version = '1.1.0' where key = 'web';
update ship.components set build = 7, version = '1.1.0' where key = 'web';
select is(ship.set_update_policy('web', 'live', min_version => '1.1.0', reason => 'x', actor => 'ana') ->> 'min_build', '6', 'the first build of a version');
select is(ship.set_update_policy('web', 'live', 7, min_version => '1.1.0', reason => 'x', actor => 'ana') ->> 'min_build', '7');
select is(ship.set_update_policy('web', 'live', min_version => '0.0.0', reason => 'x', actor => 'ana') - '{reason,actor,updated_at}'::text[],
  '{"component": "web", "channel": "live", "min_build": 0, "min_version": null, "force_after": null, "recommended_build": null, "nudge_every_s": 86400, "message": null, "contact_url": null}');
create temp table before as select said();
select ship.set_update_policy('web', 'live', min_version => '0.0.0', reason => 'another', actor => 'bob');
select ship.set_update_policy('web', 'live', reason => 'another', actor => 'bob');
update ship.update_policies set message = null;
select is(said(), before.said, 'the same twice changes nothing') from before;
select is(audited('policy.%'), '{policy.set,policy.set,policy.set}', 'and each change is audited');
select is((select string_agg(distinct event, ' ') from ship.announced_changes join ship.announcements on id = announcement_id where seq > 2), 'policy-changed');

select * from finish();
