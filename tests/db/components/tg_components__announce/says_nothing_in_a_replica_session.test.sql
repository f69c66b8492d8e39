select plan(4);
select given_component('web', build => 7);

set session_replication_role = replica;
select move('web', 8);
insert into ship.components (key, label, name, kind, build) values ('restored', 'r', 'R', 'web', 4);
reset session_replication_role;

select is((select build from ship.components where key = 'web'), 8::bigint, 'a restored dump has its builds');
select is_empty($$select from ship.announcements$$, 'and announces nothing');
select is_empty($$select from ship.build_moves where component_key = 'restored'$$, 'and records nothing twice');
select is_empty($$select from ship_private.audit_inbox where subject = 'restored'$$, 'and audits nothing twice');

select * from finish();
