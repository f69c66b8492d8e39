select plan(14);
select given_ios();
select given_devices(3);
select given_vault('https://one.test');
select ship.sweep();
select move('ios', 131);
create temp table claimed as
select claim_batch() as batch;
-- restored elsewhere in the middle of a run
update ship.project set home_database = '1/2/3' where true;

select fails_with($$select ship.adopt_home(' ')$$, 'PT422', 'reason_missing');
create temp table adopted as
select ship.adopt_home('restored from the backup of Monday', 'ana@desk') as answer;
select is((select answer -> 'ended' from adopted), '3', 'broadcast, push and chat end');
select is(ship.ship_status() #>> '{home,away}', null, 'this is its home now');
select results_eq(
  $$select distinct state, last_error from ship.deliveries$$, $$values ('skipped', 'project_adopted')$$, 'nothing of the other project is sent'
);
select results_eq(
  $$select apns_environment, state, stop_reason, stop_detail from ship.push_runs order by 1$$,
  $$
    values
      ('production', 'stopped', 'project_adopted', 'restored from the backup of Monday: 3 devices were not told'),
      ('sandbox', 'stopped', 'project_adopted', 'restored from the backup of Monday: 0 devices were not told')
  $$,
  'the run names who was not told'
);
select is(
  (select answer(batch) ->> 'held' from claimed), 'false', 'whoever still works on it has lost it'
);

select cmp_ok(
  (select seq from ship.manifest_head), '>=', floor(extract(epoch from now()))::bigint * 1000000, 'seq is above all that may have been told'
);
select cmp_ok((select seq from ship.manifest_head), '<', 9007199254740991 / 4, 'and far from the end of what a client can count');
select move('ios', 132);
select is(
  (select max(seq) from ship.announcements), (select (answer -> 'seq')::bigint + 1 from adopted), 'the next announcement goes on from there'
);
select isnt(ship.claim_deliveries(), '[]', 'and goes out');
select ship.adopt_home('once more');
select cmp_ok(
  (select seq from ship.manifest_head), '>', (select (answer -> 'seq')::bigint from adopted), 'a second time seq never falls'
);

select commit_audit();
select is(
  (select actor || ': ' || (detail ->> 'reason') from ship.audit_log where action = 'project.adopted' order by seq limit 1),
  'ana@desk: restored from the backup of Monday', 'who adopted it and why'
);
select is((select detail ->> 'from_database' from ship.audit_log where action = 'project.adopted' order by seq limit 1), '1/2/3', 'from where');
select is((select count(*) from ship.verify_audit()), 0::bigint, 'the chain goes on');

select * from finish();
