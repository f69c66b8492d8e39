select plan(9);
select given_ios();
select given_vault();
commit;

begin;
update ship.components
set build = 131
where key = 'ios';
select isnt_empty($$select from net.http_request_queue$$, 'the hint waits for the commit as well');
select commit_audit();
rollback;

select is((select build from ship.components where key = 'ios'), 130::bigint, 'the build is back');
select is_empty($$select from ship.build_moves where reason <> 'baseline'$$, 'no move');
select is_empty($$select from ship.announcements$$, 'no announcement');
select is_empty($$select from ship.deliveries$$, 'no delivery');
select is_empty($$select from ship.push_runs$$, 'no push run');
select is_empty($$select from ship.audit_log where action = 'build.moved'$$, 'no audit entry');
select is_empty($$select from net.http_request_queue$$, 'no hint');
select is((select seq from ship.manifest_head), 0::bigint, 'and the seq is free again');

select * from finish();
