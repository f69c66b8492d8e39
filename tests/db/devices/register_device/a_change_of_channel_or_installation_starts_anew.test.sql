select plan(5);
select given_ios();
select ship.register_device('ios', 'aa', installation_id => md5('a')::uuid);
update ship.device_push_tokens set eligible_since = '2026-01-01' where true;
select ship.register_device('ios', 'aa', installation_id => md5('a')::uuid);
select ship.register_device('ios', 'aa');
select ship.register_device('ios', 'aa', channel => 'live');
select results_eq($$select eligible_since, channel::text from ship.device_push_tokens$$, $$values ('2026-01-01'::timestamptz, 'live')$$, 'the same again changes nothing');
select ship.register_device('ios', 'aa', channel => 'alpha');
select ok((select eligible_since > '2026-01-01' from ship.device_push_tokens), 'another channel does');
update ship.device_push_tokens set eligible_since = '2026-01-01' where true;
select ship.register_device('ios', 'aa');
select results_eq($$select eligible_since, channel::text from ship.device_push_tokens$$, $$values ('2026-01-01'::timestamptz, 'alpha')$$, 'who does not say stays on its channel');
select ship.register_device('ios', 'aa', installation_id => md5('b')::uuid);
select ok((select eligible_since > '2026-01-01' from ship.device_push_tokens), 'another installation does');
select fails_with($$select ship.register_device('ios', 'aa', channel => 'gamma')$$, 'PT404', 'channel_unknown');

select * from finish();
