select plan(4);

insert into ship.components (key, label, name, kind, build, version)
values ('web', 'web', 'Web', 'web', 7, '1.2.0'), ('docs', 'docs', 'Docs', 'web', 3, '0.1.0');
select commit_audit();

select results_eq(
  $$select component_key, build, previous_build, version, reason from ship.build_moves order by component_key$$,
  $$values ('docs', 3::bigint, null::bigint, '0.1.0', 'baseline'), ('web', 7, null, '1.2.0', 'baseline')$$,
  'each is recorded'
);
select is_empty($$select from ship.announcements$$, 'none is announced');
select is_empty($$select from ship.deliveries$$, 'nothing is delivered');
select results_eq(
  $$select action, subject, detail from ship.audit_log order by subject$$,
  $$
    values
      ('component.added', 'docs', '{"build": 3, "kind": "web", "version": "0.1.0"}'::jsonb),
      ('component.added', 'web', '{"build": 7, "kind": "web", "version": "1.2.0"}'::jsonb)
  $$,
  'each has its audit entry'
);

select * from finish();
