select plan(4);
select is_empty($$select ship.verify_audit()$$, 'an empty one');
select given_component('web');
select move('web', 2);
select move('web', 3);
select commit_audit();

select is_empty($$select ship.verify_audit()$$, 'all of it');
select is_empty($$select ship.verify_audit(2)$$, 'from an entry on');
select is_empty($$select ship.verify_audit(1, ship.audit_head())$$, 'up to a head that was kept elsewhere');

select * from finish();
