select plan(4);
set local timezone = 'Pacific/Auckland';
set local datestyle = 'SQL, DMY';
set local intervalstyle = 'sql_standard';
set local extra_float_digits = -15;
set local bytea_output = 'escape';
select given_component('web');
update ship.push_policy
set breaker_share = 0.333333333333, delivery_lease = '1 day 2 hours'
where is_only_row;
select commit_audit();

select is_empty($$select ship.verify_audit()$$, 'in the session that wrote it');
select alike(ship.audit_head(), '2:' || repeat('_', 64), 'the head is hex whatever bytea_output says');

set local timezone = 'UTC';
set local datestyle = 'ISO, MDY';
reset intervalstyle;
reset extra_float_digits;
reset bytea_output;
select is_empty($$select ship.verify_audit()$$, 'and in one that has other settings');

set local timezone = 'America/St_Johns';
set local datestyle = 'German';
select is_empty($$select ship.verify_audit()$$, 'and in a third');

select * from finish();
