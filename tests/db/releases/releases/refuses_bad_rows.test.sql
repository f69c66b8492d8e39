select plan(21);

create function pg_temp.insert_with(more jsonb)
returns void
language sql
as $$
  insert into ship.releases (component_key, version, tag, build, ship_id, commit_sha, tagged_at, published_at, url, record)
  select
    wanted.component_key, wanted.version, wanted.tag, wanted.build, wanted.ship_id, wanted.commit_sha, wanted.tagged_at, wanted.published_at,
    wanted.url, wanted.record
  from jsonb_populate_record(
    null::ship.releases,
    jsonb_build_object(
      'component_key', 'web', 'version', '1.0.0', 'tag', 'v1.0.0', 'commit_sha', repeat('0', 40), 'tagged_at', now(), 'record', '{}'::jsonb
    ) || $1
  ) as wanted;
$$;

select fails_with($$select pg_temp.insert_with('{"component_key": "Web"}')$$, '23514', 'release_component_is_a_slug');
select fails_with($$select pg_temp.insert_with('{"version": "1.0", "tag": "v1.0"}')$$, '23514', 'release_version_is_a_version');
select fails_with($$select pg_temp.insert_with('{"tag": "-1.0.0"}')$$, '23514', 'release_tag_is_a_tag');
select fails_with($$select pg_temp.insert_with('{"tag": "v1.0.1"}')$$, '23514', 'release_tag_ends_with_its_version');
select fails_with($$select pg_temp.insert_with('{"tag": "v11.0.0"}')$$, '23514', 'release_tag_ends_with_its_version');
select fails_with($$select pg_temp.insert_with('{"build": 0}')$$, '23514', 'release_build_is_within_53_bits');
select fails_with(
  $$select pg_temp.insert_with('{"ship_id": "44444444-0000-4000-8000-000000000004"}')$$, '23514', 'release_of_a_ship_has_a_build'
);
select fails_with($$select pg_temp.insert_with('{"commit_sha": null, "tagged_at": null}')$$, '23514', 'release_of_no_ship_is_tagged');
select fails_with($$select pg_temp.insert_with('{"commit_sha": "abcdef1"}')$$, '23514', 'release_commit_is_a_sha');
select fails_with($$select pg_temp.insert_with('{"commit_sha": null}')$$, '23514', 'release_commit_matches_tagged');
select fails_with(
  $$
    select pg_temp.insert_with(
      '{"ship_id": "44444444-0000-4000-8000-000000000004", "build": 1, "commit_sha": null, "tagged_at": null, "published_at": "2026-01-01"}'
    )
  $$,
  '23514', 'release_published_is_tagged'
);
select fails_with(
  $$select pg_temp.insert_with('{"published_at": "2026-01-01", "url": "javascript:alert(1)"}')$$, '23514', 'release_url_is_a_link'
);
select fails_with($$select pg_temp.insert_with('{"url": "https://host.test/1"}')$$, '23514', 'release_url_is_of_a_published_one');
select fails_with($$select pg_temp.insert_with('{"record": []}')$$, '23514', 'release_record_is_a_small_object');
select fails_with(
  $$select pg_temp.insert_with(jsonb_build_object('record', jsonb_build_object('a', repeat('a', 65536))))$$, '23514', 'release_record_is_a_small_object'
);

select pg_temp.insert_with('{"build": 5}');
select fails_with($$select pg_temp.insert_with('{"tag": "web-v1.0.0"}')$$, '23505', 'releases_pkey', 'a version once');
select fails_with($$select pg_temp.insert_with('{"component_key": "api"}')$$, '23505', 'releases_tag_key', 'a tag once, whichever component has it');
select lives_ok(
  $$select pg_temp.insert_with('{"version": "1.0.0-rc.1", "tag": "v1.0.0-rc.1", "build": 5}')$$, 'tags that were there may share a build'
);
select pg_temp.insert_with('{"version": "2.0.0", "tag": "v2.0.0", "build": 6, "ship_id": "44444444-0000-4000-8000-000000000004"}');
select fails_with(
  $$select pg_temp.insert_with('{"version": "2.1.0", "tag": "v2.1.0", "build": 7, "ship_id": "44444444-0000-4000-8000-000000000004"}')$$,
  '23505', 'releases_ship_id_component_key_key', 'one of a component per ship'
);
select fails_with(
  $$select pg_temp.insert_with('{"version": "2.1.0", "tag": "v2.1.0", "build": 6, "ship_id": "55555555-0000-4000-8000-000000000005"}')$$,
  '23505', 'releases_component_key_build_where_of_a_ship', 'what ships reserve never shares one'
);
select is(
  (select array_agg(channel::text order by version) from ship.releases), array['live', 'rc', 'live'], 'the channel is the version''s, whatever is said'
);

select * from finish();
