select plan(3);
select given_component('web', build => 7);

select ship.sync_manifest(a_manifest(
  '{
    "web": {
      "name": "Site", "label": "site", "kind": "server", "host": "site.test", "description": "The site",
      "version": "2.1.0", "build": 7, "paths": ["web/site", "shared"]
    },
    "docs": {"build": 3}
  }',
  '{"order": ["docs", "web"]}'
));

select results_eq(
  $$select key, position, label, name, kind, host, path, description, version, build from ship.components order by position$$,
  $$
    values
      ('docs', 1, 'docs', 'DOCS', 'web', null, null, null, '1.0.0', 3::bigint),
      ('web', 2, 'site', 'Site', 'server', 'site.test', 'web/site', 'The site', '2.1.0', 7)
  $$,
  'of the old one and of the new one; positions come from order'
);
select is((select name from ship.manifest_head), 'Nine', 'and the project''s name');
select is_empty($$select from ship.announcements$$, 'definitions and baselines are not announced');

select * from finish();
