select plan(5);

select given_store('{"channel": "beta", "percent": 12.5}');
select is((select auto_channel::text || auto_bps from ship.store_apps), 'beta1250', 'as version.json says');
select is(look(upload(131, 'installable')) ->> 'raised', '131', 'the build is offered');
select is((select channel::text || bps from ship.offers where build = 131), 'beta1250', 'to whom it says');
select is((select build from ship.components), 130::bigint, 'and is nobody else''s');
select is(look(upload(131, 'installable')) ->> 'raised', null, 'once');

select * from finish();
