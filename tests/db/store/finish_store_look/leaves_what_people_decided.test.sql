select plan(4);

select given_store();
select ship.confirm_store_build('ios', 131, '1.0.0', now() - interval '1 minute'), ship.offer_build('ios', 131, bps => 1000);
select is(look(upload(131, 'installable')) ->> 'raised', null, 'a rollout goes on as it was set');
select ship.halt_rollout('ios', reason => 'it crashes');
select is(look(upload(131, 'installable')) ->> 'raised', null, 'what was halted stays halted');
select is((select build from ship.components), 130::bigint, 'nobody was told');
select is(look(upload(132, 'installable')) ->> 'raised', '132', 'the next one is another story');

select * from finish();
