select plan(14);

select given_store();
select given_transports('broadcast', 'telegram');
select look(upload(131));
select is((select build from ship.components), 130::bigint, 'processing is not installable');
select is(look(upload(131, 'installable')), '{"held": true, "raised": 131}', 'then people can install it');
select is((select build from ship.components), 131::bigint, 'and everybody is told');
select is((select count(*) from ship.announcements), 1::bigint, 'by the usual road');
select is((select reason || ' ' || actor from ship.build_moves order by id desc limit 1), 'store App Store Connect', 'in the store''s name');
select is((select version from ship.builds where build = 131), '1.0.0', 'with what the store says of it');
select is(look(upload(131, 'installable')), '{"held": true, "raised": null}', 'the same again changes nothing');
select is((select count(*) from ship.announcements), 1::bigint, 'and tells nobody');
select is((select count(*) from ship.store_uploads), 0::bigint, 'what everybody has is not on its way');
select is(look(upload(129, 'installable')) ->> 'raised', null, 'it never falls');
select is(look(upload(140, 'installable', version => '0.9')) ->> 'raised', null, 'also not to a lower version with a higher number');
select is(look(upload(132, 'installable'), upload(133, 'installable'), upload(134)) ->> 'raised', '133', 'the highest that is ready counts');
select is((select array_agg(build order by build) from ship.builds where build > 131 and installable_at is not null), '{132,133}'::bigint[]);
select is((select store_news()), '{}', 'and the chat hears of builds as always');

select * from finish();
