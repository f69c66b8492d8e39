select plan(6);

select given_store();
create temporary table claimed as select ship.claim_store_looks() as looks;
select is(
  (select looks #- '{0,lease_token}' from claimed),
  '[{"component": "ios", "app_id": "1234567890", "platform": "IOS", "audience": "internal"}]', 'what to ask'
);
select is(ship.claim_store_looks(), '[]', 'nobody else asks the same');
select is(
  ship.finish_store_look('ios', gen_random_uuid(), '[]'), '{"held": false, "raised": null}', 'and nobody else answers'
);
update ship.store_apps set leased_until = now() where true;
select isnt(ship.claim_store_looks() #>> '{0,lease_token}', null, 'whoever died is followed by somebody');
select is(
  (select ship.finish_store_look('ios', (looks #>> '{0,lease_token}')::uuid, '[]') from claimed), '{"held": false, "raised": null}',
  'and is not heard any more'
);
select fails_with(
  format($$select ship.finish_store_look('ios', %L, '[{"build": 0.5}]')$$, (select lease_token from ship.store_apps)), 'PT422', 'uploads_invalid'
);

select * from finish();
