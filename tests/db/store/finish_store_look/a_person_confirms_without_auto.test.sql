select plan(6);

select given_store('false');
select given_transports('telegram');
select is(next_look_in(), null, 'nobody wants to know');
select hint('e-1');
select look(upload(131, 'installable'));
select is((select build from ship.components), 130::bigint, 'nothing is announced by itself');
select isnt((select installable_at from ship.builds where build = 131), null, 'what the store said is written down');
select is(store_news(), array['IOS 1.0.0 (131): can be installed, and nobody was told: slipway ios confirm --component ios --build 131'], 'and the chat hears it');
select look(upload(131, 'installable'));
select is(cardinality(store_news()), 1, 'once');
select cmp_ok(next_look_in(), '>', 0, 'from the first webhook on, lost ones are looked for');

select * from finish();
