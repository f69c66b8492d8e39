select plan(3);
select given_component('web', build => 7);

select lives_ok(
  $$select ship.sync_manifest(a_manifest('{"web": {"build": 8}}'), notes => repeat('x', 20000))$$, 'too long for a chat'
);
select is((select char_length(notes) from ship.announcements), 16000, 'cut for the chat');
select is(
  (select char_length(notes) from ship.build_moves where build = 8), 20000, 'whole in the record'
);

select * from finish();
