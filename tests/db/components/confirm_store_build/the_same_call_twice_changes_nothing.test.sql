select plan(4);
select given_component('ios', 'ios', 130, array['test.app']);
select ship.confirm_store_build('ios', 131, '1.1.0', '2026-01-01T00:00:00Z', true);
select commit_audit();
create temp table before as
select
  (select count(*) from ship.audit_log) as audit,
  (select count(*) from ship.build_moves) as moves,
  (select count(*) from ship.announcements) as announcements,
  (select to_jsonb(builds) from ship.builds where build = 131) as store_build;

select ship.confirm_store_build('ios', 131, '1.1.0', '2026-01-01T00:00:00Z', true);
select commit_audit();

select is((select count(*) from ship.audit_log), (select audit from before), 'no audit entry');
select is((select count(*) from ship.build_moves), (select moves from before), 'no move');
select is((select count(*) from ship.announcements), (select announcements from before), 'no announcement');
select is((select to_jsonb(builds) from ship.builds where build = 131), (select store_build from before), 'the same row');

select * from finish();
