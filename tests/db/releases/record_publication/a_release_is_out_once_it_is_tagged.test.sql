select plan(10);

create temp table held as select begin_release('web') as ship;
select reserve(ship, 'web', '1.2.0', 12) from held;
select fails_with($$select ship.record_publication('web', '9.9.9')$$, 'PT404', 'release_unknown');
select fails_with($$select ship.record_publication('web', '1.2.0')$$, 'PT409', 'release_not_tagged');
select tag('web', '1.2.0');
create temp table first as
select ship.record_publication('web', '1.2.0', 'https://host.test/web-v1.2.0', '{"hosts": ["x86_64"]}', 'ci') as release;
select is(
  (select jsonb_build_array(release -> 'url', release -> 'is_new', release -> 'published_at' <> 'null') from first),
  '["https://host.test/web-v1.2.0", true, true]', 'where it is, from now on'
);
select is((select record from ship.releases), '{"hosts": ["x86_64"]}', 'and what was published with it');
select is(
  ship.record_publication('web', '1.2.0', 'https://host.test/web-v1.2.0', '{"hosts": ["x86_64"]}', 'ci') - 'is_new',
  (select release - 'is_new' from first), 'the same again changes nothing'
);
select is(ship.record_publication('web', '1.2.0') -> 'is_new', 'false', 'nor does a call that says less');
select is(audited('release.published'), array['release.published'], 'it is chained once');
select is(
  ship.record_publication('web', '1.2.0', 'https://host.test/moved') ->> 'url', 'https://host.test/moved', 'its page may move'
);
select is(audited('release.changed'), array['release.changed'], 'which is chained as well');
select is((select published_at from ship.releases), (select (release ->> 'published_at')::timestamptz from first), 'it is out since the first time');

select * from finish();
