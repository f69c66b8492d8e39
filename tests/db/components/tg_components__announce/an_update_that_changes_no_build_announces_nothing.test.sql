select plan(4);
select given_component('web', build => 7);

update ship.components
set build = 7
where key = 'web';
update ship.components
set build = 8
where key = 'nobody';

select is_empty($$select from ship.announcements$$, 'no announcement');
select is_empty($$select from ship.deliveries$$, 'no delivery');
select is_empty($$select from ship.build_moves where reason <> 'baseline'$$, 'no move');
select is((select seq from ship.manifest_head), 0::bigint, 'no seq is used up');

select * from finish();
