select plan(6);
select given_component('desktop');
select ship.offer_build('desktop', 2, 'live', 10000);
select ship.offer_build('desktop', 3, 'beta', 10000);
select ship.offer_build('desktop', 4, 'live', 500);

select is(
  ship.check_update('desktop', build => 1) - '{url,severity,version}'::text[],
  '{
    "kind": "available", "build": 2, "can_skip": true, "deadline": null, "message": null, "contact_url": null, "reason": "newer_build"
  }',
  'the newest that this client may have'
);
select is(ship.check_update('desktop', 'beta', 1) ->> 'build', '3', 'on its channel');
select is(ship.check_update('desktop', build => 1, is_manual => true) ->> 'build', '4', 'asked by hand it is in the rollout');
select is(ship.check_update('desktop', build => 2) ->> 'kind', 'up-to-date', 'nothing above');
select is(ship.check_update('desktop') ->> 'reason', 'build_unknown', 'a client that does not know its build');
select fails_with($$select ship.check_update('nobody', build => 1)$$, 'PT404', 'component_unknown');

select * from finish();
