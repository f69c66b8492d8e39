select plan(6);
select given_component('web', build => 7);
select given_component('docs', build => 3);
select given_transports('telegram', 'broadcast');

select ship.sync_manifest(
  a_manifest('{"web": {"build": 8}, "docs": {"build": 3}}'), 'abc1234', 'ana', 'web', e'Faster *tables* & <charts>\n'
);
select results_eq(
  $$select component_key, notes from ship.build_moves where reason = 'ship'$$,
  $$values ('web', 'Faster *tables* & <charts>')$$, 'the move keeps them as they were written'
);
select is((select notes from ship.announcements), 'Faster *tables* & <charts>', 'and so does the announcement');
select bag_eq(
  $$select delivery ->> 'transport' as transport, delivery ->> 'notes' as notes from jsonb_array_elements(ship.claim_deliveries()) as delivery$$,
  $$values ('telegram', 'Faster *tables* & <charts>'), ('broadcast', null)$$,
  'only the chat gets them'
);
select ship.sync_manifest(a_manifest('{"web": {"build": 8}, "docs": {"build": 3}}'), notes => 'nobody is told');
select is((select count(*) from ship.announcements), 1::bigint, 'no move, no announcement, whatever the notes');
select ship.sync_manifest(a_manifest('{"web": {"build": 9}, "docs": {"build": 3}}'), notes => e' \n\t');
select is((select notes from ship.announcements where seq = 2), null, 'blank ones are none');
select ship.rollback('web', 8, 'it was slow');
select is((select notes from ship.announcements where seq = 3), 'it was slow', 'a rollback says its reason');

select * from finish();
