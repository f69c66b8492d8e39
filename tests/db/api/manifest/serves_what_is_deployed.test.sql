select plan(3);
select is(ship.manifest(), '{"name": "Slipway", "build": 0, "seq": 0, "components": {}}', 'before the first sync');
select given_component('web', build => 131, place => 2);
select given_component('ios', 'ios', 114, place => 1);
update ship.components
set host = 'web.test', store_url = 'https://testflight.apple.com/join/x', path = 'web', description = 'private'
where key = 'web';
select move('web', 132);

select is(
  ship.manifest() #- '{components,web,updated_at}' #- '{components,ios,updated_at}',
  '{
    "name": "Slipway", "build": 132, "seq": 1,
    "components": {
      "ios": {
        "label": "ios", "name": "IOS", "kind": "ios", "host": null, "version": "1.0.0", "build": 114, "position": 1,
        "store_url": null
      },
      "web": {
        "label": "web", "name": "WEB", "kind": "web", "host": "web.test", "version": "1.0.0", "build": 132, "position": 2,
        "store_url": "https://testflight.apple.com/join/x"
      }
    }
  }',
  'every public column; the top build is the highest; seq is the last announcement''s'
);
create temp table told as
select ship.manifest() as manifest;
grant select on told to anon;
set local role anon;
select is(ship.manifest(), (select manifest from told), 'the same for anon');

select * from finish();
