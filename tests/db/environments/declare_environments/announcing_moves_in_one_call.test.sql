select plan(5);

select "declare"(environment('staging'), environment('production', '{"announces": true}'));
select is((select name from ship.environments where announces), 'production', 'it announces');

select is("declare"(environment('staging', '{"announces": true}'), environment('production')), '{"changed": true}', 'the other one takes over');
select is((select name from ship.environments where announces), 'staging', 'which comes first in the list');
select "declare"(environment('staging'), environment('production', '{"announces": true}'));
select is((select name from ship.environments where announces), 'production', 'or last');
select is(
  (select array_agg(key order by key) from jsonb_object_keys((select detail -> 'changed' from ship_private.audit_inbox order by id desc limit 1)) as key),
  array['production', 'staging'], 'both changed'
);

select * from finish();
