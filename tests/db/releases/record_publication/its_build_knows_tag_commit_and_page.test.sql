select plan(6);
select given_component('web', build => 1), given_component('api', build => 1);

select ship.offer_build('web', 12, 'alpha', 0, version => '1.2.0');
select given_release('web', '1.2.0', 12);
select results_eq(
  $$select tag, commit_sha, notes_url from ship.builds where component_key = 'web' and build = 12$$,
  $$values ('web-v1.2.0', repeat('1', 40), 'https://host.test/1.2.0')$$,
  'a build that was there gets them'
);
select given_release('web', '1.3.0', 13);
select ship.offer_build('web', 13, 'alpha', 0, version => '1.3.0');
select results_eq(
  $$select tag, commit_sha, notes_url from ship.builds where component_key = 'web' and build = 13$$,
  $$values ('web-v1.3.0', repeat('1', 40), 'https://host.test/1.3.0')$$,
  'one that comes later has them'
);
select ship.offer_build('web', 14, 'alpha', 0, version => '1.4.0');
update ship.builds set commit_sha = repeat('c', 40), notes_url = 'https://notes.test/14' where build = 14;
select given_release('web', '1.4.0', 14);
select results_eq(
  $$select tag, commit_sha, notes_url from ship.builds where component_key = 'web' and build = 14$$,
  $$values ('web-v1.4.0', repeat('c', 40), 'https://notes.test/14')$$,
  'what was said of it stays'
);
select ship.offer_build('api', 5, 'alpha', 0);
select tag('api', '2.0.0', '1', 5), ship.record_publication('api', '2.0.0', 'http://host.test/2.0.0');
select results_eq(
  $$select tag, notes_url from ship.builds where component_key = 'api' and build = 5$$, $$values ('api-v2.0.0', null)$$,
  'clients are sent to no page without https'
);
select tag('api', '3.0.0-rc.1', '1', 6), tag('api', '3.0.0', '2', 6);
select ship.offer_build('api', 6, 'alpha', 0);
select is((select tag from ship.builds where build = 6), 'api-v3.0.0', 'of tags that share a build the highest version tells of it');
select is((select tag from ship.builds where component_key = 'web' and build = 1), null, 'a build without a release has none');

select * from finish();
