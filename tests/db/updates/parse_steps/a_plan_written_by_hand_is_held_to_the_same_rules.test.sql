select plan(6);
select given_ios();
select offer(131, 500);
update ship.offers set steps = '[{"bps": 2500, "after": "1 hour"}]' where build = 131;
select ok((select next_step_at between now() + interval '1 hour' and now() + interval '2 hours' from ship.offers where build = 131), 'an interval becomes a time');
select is((select detail #>> '{steps,0,bps}' from ship_private.audit_inbox order by id desc limit 1), '2500', 'and is audited');
select fails_with($$update ship.offers set steps = '[{"bps": 500, "after": "1 hour"}]' where build = 131$$, 'PT422', 'steps_invalid');
select fails_with($$update ship.offers set steps = '{}' where build = 131$$, 'PT422', 'steps_invalid');
update ship.offers set bps = 2500 where build = 131;
select is((select steps from ship.offers where build = 131), '[]', 'a step that the share has passed is done');
select is((select count(*) from ship.announcements), 2::bigint, 'a plan by itself is announced to nobody');

select * from finish();
