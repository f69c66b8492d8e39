select plan(2);
select given_component('web', build => 7, place => 1);
select given_component('docs', build => 3, place => 2);
select commit_audit();

update ship.components
set build = build + 1
where true;
select commit_audit();

select results_eq(
  $$select action, subject from ship.audit_log where seq > 2 order by seq$$,
  $$values ('build.moved', 'web'), ('build.moved', 'docs')$$,
  'one entry each, in row order'
);
select is(
  (select detail from ship.audit_log where action = 'build.moved' and subject = 'web'),
  '{"build": 8, "previous_build": 7, "reason": "manual", "announcement_seq": 1}',
  'from where to where, why, and by which announcement the world was told'
);

select * from finish();
