select plan(7);
select given_component('web', 'web', 5);
select move('web', 6);
select ship.offer_build('web', 8, bps => 500, version => '2.0.0');
select ship.offer_build('web', 9, bps => 0);
select ship.offer_build('web', 7);
select is(jsonb_path_query_array(ship.update_feed('web'), '$.offers[*].build'), '[8, 6]', 'nobody is ever told of what lies below');
select is(
  (ship.update_feed('web') -> 'offers' -> 0) - '{salt,available_at}'::text[],
  '{"build": 8, "version": "2.0.0", "channel": "live", "bps": 500, "severity": "normal", "requires_build": 0, "min_os": null, "max_os": null, "url": null, "notes": null, "notes_url": null}'
);
select ship.halt_rollout('web', 'live', 8, 'crashes');
select is(jsonb_path_query_array(ship.update_feed('web'), '$.offers[*].build'), '[6]', 'a halted one is not there');
select ship.resume_rollout('web', 'live', 8);
select ship.set_rollout('web', 'live', 8, 10000);
select is(jsonb_path_query_array(ship.update_feed('web'), '$.offers[*].build'), '[8]');
select fails_with($$select ship.update_feed('nobody')$$, 'PT404', 'component_unknown');
select fails_with($$select ship.update_feed('web', 'gamma')$$, 'PT404', 'channel_unknown');
select fails_with($$select ship.update_feed('web', null)$$, 'PT404', 'channel_unknown');

select * from finish();
