select plan(6);

select is(ship.ship_status() -> 'repository', 'null', 'nobody has linked yet');
select is(
  ship.link_repository('github.com/acme/shop', actor => 'ana@desk') - 'linked_at',
  '{"repository": "github.com/acme/shop", "previous": null}', 'the first is remembered'
);
select is(
  ship.link_repository('github.com/acme/shop') ->> 'linked_at', (select to_jsonb(linked_at) #>> '{}' from ship.project),
  'the same one again changes nothing'
);
select is(ship.ship_status() ->> 'repository', 'github.com/acme/shop', 'the status says whose it is');
select commit_audit();
select results_eq(
  $$select actor, subject, detail from ship.audit_log where action = 'repository.linked'$$,
  $$values ('ana@desk', 'github.com/acme/shop', '{"role": "postgres"}'::jsonb)$$, 'who linked it, once'
);
select fails_with($$select ship.link_repository(' ')$$, 'PT422', 'repository_missing');

select * from finish();
