select plan(4);
select given_component('web', 'web', 5);
select ship.set_update_policy('web', 'live', 4, reason => 'x', message => 'Please', nudge_every => '1 hour', contact_url => 'https://a/b');
select ship.set_update_policy('web', 'beta', 5, reason => 'x');
select is(ship.update_feed('web', 'live') -> 'policy',
  '{"min_build": 4, "min_version": null, "force_after": null, "recommended_build": null, "nudge_every_s": 3600, "message": "Please", "contact_url": "https://a/b"}');
select is(ship.update_feed('web', 'rc') #>> '{policy,min_build}', '4');
select is(ship.update_feed('web', 'beta') #>> '{policy,min_build}', '5');
select is(ship.update_feed('web', 'alpha') #>> '{policy,min_build}', '5');

select * from finish();
