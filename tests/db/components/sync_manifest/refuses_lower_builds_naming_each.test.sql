select plan(4);
select given_component('web', build => 7, place => 1);
select given_component('docs', build => 3, place => 2);
select given_component('api', build => 9, place => 3);

create temp table refused as
select error_of($$
  select ship.sync_manifest(a_manifest('{"web": {"build": 6}, "docs": {"build": 2}, "api": {"build": 10, "name": "New"}}'))
$$) as error;

select is((select error - '{detail,hint}'::text[] from refused), '{"state": "PT409", "code": "build_not_higher"}', 'refused');
select matches((select error ->> 'detail' from refused), 'web is at build 7, asked for 6', 'names the one');
select matches((select error ->> 'detail' from refused), 'docs is at build 3, asked for 2', 'and the other');
select results_eq(
  $$select key, name, build from ship.components where key = 'api'$$, $$values ('api', 'API', 9::bigint)$$, 'nothing was changed'
);

select * from finish();
