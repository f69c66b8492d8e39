select plan(12);

create temp table held as select begin_release('web') as ship;
select reserve(ship, 'web', '1.2.0', 12) from held;
create temp table first as select tag('web', '1.2.0') as release;
select is(
  (select release - '{reserved_at,tagged_at,ship}'::text[] from first),
  jsonb_build_object(
    'component', 'web', 'version', '1.2.0', 'channel', 'live', 'tag', 'web-v1.2.0', 'build', 12, 'commit_sha', repeat('1', 40),
    'published_at', null, 'url', null, 'is_abandoned', false, 'is_new', true
  ),
  'of a version that a ship has reserved'
);
select is((select tag('web', '1.2.0') - 'is_new'), (select release - 'is_new' from first), 'the same again changes nothing');
select is((select tag('web', '1.2.0') -> 'is_new'), 'false', 'and says so');
select fails_with($$select tag('web', '1.2.0', '2')$$, 'PT409', 'tag_moved', 'a tag never points elsewhere');
select fails_with($$select tag('web', '1.2.0', '1', 13)$$, 'PT409', 'release_is_immutable', 'nor to another build');
select fails_with(
  $$select ship.record_tag('web', '1.2.0', 'v1.2.0', repeat('1', 40))$$, 'PT409', 'version_taken', 'nor is it another tag'
);
select is(
  (select tag('docs', '0.9.0', 'a', 3) - '{reserved_at,tagged_at}'::text[]),
  jsonb_build_object(
    'component', 'docs', 'version', '0.9.0', 'channel', 'live', 'tag', 'docs-v0.9.0', 'build', 3, 'commit_sha', repeat('a', 40),
    'published_at', null, 'url', null, 'ship', null, 'is_abandoned', false, 'is_new', true
  ),
  'or of one that existed before'
);
select lives_ok($$select tag('docs', '0.9.0-rc.1', 'a', 3)$$, 'in any order, and of the same build');
select fails_with(
  $$select ship.record_tag('api', '0.9.0', 'docs-v0.9.0', repeat('a', 40))$$, 'PT409', 'tag_taken', 'but of one track'
);
select fails_with($$select ship.record_tag('api', '0.9.0', 'v0.9.0', 'abcdef1')$$, 'PT422', 'commit_invalid');
select fails_with($$select ship.record_tag('api', '0.9', 'v0.9', repeat('a', 40))$$, 'PT422', 'version_invalid');
select is(audited('release.tagged'), array['release.tagged', 'release.tagged', 'release.tagged'], 'each is chained once');

select * from finish();
