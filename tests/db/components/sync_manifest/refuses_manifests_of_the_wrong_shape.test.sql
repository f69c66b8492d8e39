select plan(14);

create function pg_temp.refuses(manifest jsonb, description text)
returns text
language sql
as $$
  select fails_with(
    format('select ship.sync_manifest(%L)', $1), 'PT422', 'manifest_invalid', $2
  );
$$;

select pg_temp.refuses(null, 'no manifest');
select pg_temp.refuses('[]', 'a list');
select pg_temp.refuses('"text"', 'a text');
select pg_temp.refuses('{"name": "Nine"}', 'no components');
select pg_temp.refuses('{"name": "Nine", "components": {}}', 'not one component');
select pg_temp.refuses('{"name": "Nine", "components": []}', 'components as a list');
select pg_temp.refuses(a_manifest('{"web": 1}'), 'a component that is no object');
select pg_temp.refuses(a_manifest('{"Web": {}}'), 'a key in upper case');
select pg_temp.refuses(a_manifest('{"web": {"kind": "watch"}}'), 'an unknown kind');
select pg_temp.refuses(a_manifest('{"web": {"name": ""}}'), 'an empty name');
select pg_temp.refuses(a_manifest('{"web": {}}', '{"name": null}'), 'a project without a name');
select pg_temp.refuses(a_manifest('{"web": {}}', '{"order": "web"}'), 'an order that is no list');
select pg_temp.refuses(a_manifest('{"web": {}}', '{"order": ["web", "web"]}'), 'an order that names a component twice');
select pg_temp.refuses(a_manifest('{"ios": {"kind": "ios", "apns": {"topics": ["no bundle id"]}}}'), 'a topic that is no bundle id');

select * from finish();
