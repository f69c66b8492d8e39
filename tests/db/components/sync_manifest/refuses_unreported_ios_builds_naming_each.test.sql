select plan(5);
select given_component('ios', 'ios', 130);
select given_component('tv', 'ios', 20);
select given_component('web', build => 7);
insert into ship.builds (component_key, build, installable_at)
values ('ios', 131, null), ('tv', 22, now() - interval '1 hour');

create temp table refused as
select error_of($$
  select ship.sync_manifest(a_manifest('{
    "ios": {"kind": "ios", "build": 131}, "tv": {"kind": "ios", "build": 21}, "web": {"build": 8}
  }'))
$$) as error;

select is((select error - '{detail,hint}'::text[] from refused), '{"state": "PT409", "code": "build_not_installable"}', 'refused');
select matches((select error ->> 'detail' from refused), 'build 131 of ios', 'processed, but not installable');
select matches((select error ->> 'detail' from refused), 'build 21 of tv', 'never reported');
select results_eq(
  $$select key, build from ship.components order by key$$, $$values ('ios', 130::bigint), ('tv', 20), ('web', 7)$$,
  'nothing moved'
);
select lives_ok(
  $$select ship.sync_manifest(a_manifest('{"ios": {"kind": "ios", "build": 130}, "tv": {"kind": "ios", "build": 22}}'))$$,
  'the present build and a reported one are fine'
);

select * from finish();
