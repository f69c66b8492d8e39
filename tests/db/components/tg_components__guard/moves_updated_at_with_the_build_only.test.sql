select plan(2);
select given_component('web', build => 7);
update ship.components
set updated_at = now() - interval '1 day'
where key = 'web';

update ship.components
set name = 'Site'
where key = 'web';
select is((select updated_at from ship.components), now() - interval '1 day', 'another name is no deployment');

select move('web', 8);
select is((select updated_at from ship.components), now(), 'another build is one');

select * from finish();
