select plan(12);
select given_component('web', 'web', 5);
create temp table files as select jsonb_build_array(
  jsonb_build_object('target', 'darwin-aarch64', 'url', 'https://a/b', 'length', 1, 'sha256', repeat('AB', 32)),
  jsonb_build_object('target', 'windows-x86_64-msi', 'url', 'https://a/c', 'length', 2, 'sha256', repeat('cd', 32), 'signature', 's', 'signature_type', 'ed25519')
) as list;
select is(ship.record_artifacts('web', 5, list), 2) from files;
select is(ship.record_artifacts('web', 5, list), 0, 'the same call twice') from files;
select fails_with($$select ship.record_artifacts('web', 5, jsonb_set(list, '{0,length}', '3')) from files$$, 'PT409', 'artifact_is_immutable');
select fails_with($$select ship.record_artifacts('web', 5, '[{"target": "new", "url": "https://a/b", "length": 1, "sha256": "x"}]')$$, 'PT422', 'artifact_invalid');
select fails_with($$select ship.record_artifacts('web', 5, '[{"url": "https://a/b"}]')$$, 'PT422', 'artifact_invalid');
select fails_with($$select ship.record_artifacts('web', 5, '[{"target": "new", "length": "x"}]')$$, 'PT422', 'artifact_invalid');
select fails_with($$select ship.record_artifacts('web', 5, '{}')$$, 'PT422', 'artifact_invalid', 'no list');
select fails_with($$select ship.record_artifacts('web', 6, list) from files$$, 'PT404', 'build_unknown');
select fails_with($$update ship.artifacts set length = 3$$, 'PT409', 'row_is_append_only');
select fails_with($$delete from ship.artifacts$$, 'PT409', 'row_is_append_only');
select is((select count(*) from ship.artifacts), 2::bigint);
select is((select sha256 from ship.artifacts where target = 'darwin-aarch64'), repeat('ab', 32), 'digests are lower case');

select * from finish();
