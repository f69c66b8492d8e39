select plan(5);

select is(ship.key_status() -> 'keys', '[]', 'nothing yet');
select begin_rotation('add');
select ship.record_key_usage('{"sb_publishable_old111": 3, "stranger": 1}');
select is(
  (select jsonb_agg(key - 'digest' - 'generated_at' - 'added_at' - 'last_used_at') from jsonb_array_elements(ship.key_status() #> '{keys,0,keys}') as key),
  '[
    {"prefix": "sb_publishable_old111", "state": "live", "removed_at": null, "used_count": 3},
    {"prefix": "sb_publishable_new222", "state": "live", "removed_at": null, "used_count": 0}
  ]'::jsonb
);
select is(ship.key_status('app') #>> '{keys,0,rotation,old_keys,0,prefix}', 'sb_publishable_old111', 'what is to go');
select is(ship.key_status('nobody') -> 'keys', '[]');
select is(
  (select jsonb_agg(used - 'hour') from jsonb_array_elements(ship.key_usage_report(1)) as used),
  '[
    {"prefix": "sb_publishable_old111", "name": "app", "state": "live", "count": 3},
    {"prefix": "stranger", "name": null, "state": null, "count": 1}
  ]'::jsonb
);

select * from finish();
