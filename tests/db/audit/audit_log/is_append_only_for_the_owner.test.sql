select plan(5);
select given_component('web');
select commit_audit();

select is(current_user, (select tableowner from pg_tables where tablename = 'audit_log'), 'this is the owner');
select fails_with($$update ship.audit_log set actor = 'nobody' where true$$, 'PT409', 'row_is_append_only');
select fails_with($$delete from ship.audit_log where true$$, 'PT409', 'row_is_append_only');
select fails_with($$truncate ship.audit_log$$, 'PT409', 'row_is_append_only');
select is((select count(*) from ship.audit_log), 1::bigint, 'the entry is there');

select * from finish();
