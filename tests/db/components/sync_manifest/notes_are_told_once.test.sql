select plan(7);
select given_component('web', build => 7);
select given_component('docs', build => 3);

select ship.sync_manifest(a_manifest('{"web": {"build": 8}, "docs": {"build": 3}}'), notes => 'Faster.');
select ship.sync_manifest(a_manifest('{"web": {"build": 8}, "docs": {"build": 4}}'), notes => e'Faster.\n');
select is((select notes from ship.announcements where seq = 2), null, 'promise 34: notes that nobody touched are not told again');
select is((select notes from ship.build_moves where component_key = 'docs' and build = 4), null, 'and are not those of this build');
select ship.rollback('docs', 3, 'it was slow');
select ship.sync_manifest(a_manifest('{"web": {"build": 9}, "docs": {"build": 3}}'), notes => 'Faster.');
select is((select notes from ship.announcements where seq = 4), null, 'a rollback''s reason between them makes them no newer');
select ship.sync_manifest(a_manifest('{"web": {"build": 10}, "docs": {"build": 3}}'));
select ship.sync_manifest(a_manifest('{"web": {"build": 11}, "docs": {"build": 3}}'), notes => 'Faster.');
select is((select notes from ship.announcements where seq = 6), null, 'nor does a ship without notes');
select ship.sync_manifest(a_manifest('{"web": {"build": 12}, "docs": {"build": 3}}'), notes => 'Even faster.');
select is((select notes from ship.announcements where seq = 7), 'Even faster.', 'new ones are told');
select ship.sync_manifest(a_manifest('{"web": {"build": 13}, "docs": {"build": 3}}'), notes => 'Faster.');
select is((select notes from ship.announcements where seq = 8), 'Faster.', 'old words are new after others');
select is(
  ship.begin_ship('web', 'production', 'ana', 'clone', '{}') ->> 'told_notes', encode(sha256('Faster.'), 'hex'),
  'whoever begins a ship learns what was told last'
);

select * from finish();
