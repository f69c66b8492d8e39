select plan(2);
select given_component('web');
select commit_audit();

create temp table begun as
select "begin"('web') as ship;
select is((select ship ->> 'audit_head' from begun), ship.audit_head(), 'a commit of the ship can carry it');
select commit_audit();
select isnt((select ship ->> 'audit_head' from begun), ship.audit_head(), 'its own entries come after it');

select * from finish();
