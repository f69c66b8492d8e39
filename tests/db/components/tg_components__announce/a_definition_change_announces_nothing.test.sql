select plan(3);
select given_component('web', build => 7);

update ship.components
set label = 'site', name = 'Site', host = 'site.test', position = 1, version = '2.0.0'
where key = 'web';
select commit_audit();

select is_empty($$select from ship.announcements$$, 'no announcement');
select is_empty($$select from ship.build_moves where reason <> 'baseline'$$, 'no move');
select is(
  (select detail from ship.audit_log where action = 'components.update'),
  '{"label": "site", "name": "Site", "host": "site.test", "position": 1, "version": "2.0.0"}',
  'but the chain keeps who changed what'
);

select * from finish();
