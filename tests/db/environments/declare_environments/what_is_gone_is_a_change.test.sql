select plan(8);

select "declare"(environment('staging'), environment('preview'), environment('production'));
select ship.record_findings('verify:preview:web', '[{"key": "health", "message": "answered 500"}]');
select ship.record_findings('verify:staging:web', '[{"key": "health", "message": "answered 500"}]');
select is("declare"(environment('production'), environment('staging')), '{"changed": true}', 'one is gone');
select is(
  (select detail from ship_private.audit_inbox where action = 'environments.declared' order by id desc limit 1),
  jsonb_build_object('changed', '{}'::jsonb, 'gone', '["preview"]'::jsonb, 'commit_sha', repeat('a', 40)), 'and nothing else'
);
select is(
  (select actor || ' ' || action || ' ' || subject from ship_private.audit_inbox where action = 'environments.declared' order by id desc limit 1),
  'ana@desk environments.declared environments', 'in the name of whoever said so'
);
select is(
  (select array_agg(source) from ship.invariants where healed_at is null), array['verify:staging:web'], 'what was broken there is open no longer'
);
select is((select actor from ship_private.audit_inbox where action = 'finding.healed'), 'ana@desk', 'which is said in the same name');
select results_eq(
  'select name, position from ship.environments order by position', $$values ('production', 1), ('staging', 2)$$, 'in the order of the list'
);
select is("declare"(environment('staging'), environment('production')), '{"changed": false}', 'another order says nothing new');
select results_eq(
  'select name, position from ship.environments order by position', $$values ('staging', 1), ('production', 2)$$, 'and is kept all the same'
);

select * from finish();
