select plan(9);
select given_component('web', build => 7);

create function pg_temp.sync(build jsonb)
returns void
language sql
as $$
  select ship.sync_manifest(a_manifest(jsonb_build_object('web', jsonb_build_object('build', $1))));
$$;

select fails_with($$select pg_temp.sync('"8"')$$, 'PT422', 'manifest_invalid', 'a string');
select fails_with($$select pg_temp.sync('-1')$$, 'PT422', 'manifest_invalid', 'negative');
select fails_with($$select pg_temp.sync('null')$$, 'PT422', 'manifest_invalid', 'null');
select fails_with($$select pg_temp.sync('9007199254740992')$$, 'PT422', 'manifest_invalid', '2^53');
select fails_with($$select pg_temp.sync('1.5')$$, 'PT422', 'manifest_invalid', 'a fraction');
select fails_with($$select pg_temp.sync('[8]')$$, 'PT422', 'manifest_invalid', 'a list');
select fails_with(
  $$select ship.sync_manifest('{"name": "Nine", "components": {"web": {"name": "Web", "kind": "web"}}}')$$,
  'PT422', 'manifest_invalid', 'none at all'
);
select lives_ok($$select pg_temp.sync('8.0')$$, '8.0 is the number 8');
select is((select build from ship.components), 8::bigint, 'and raises to it');

select * from finish();
