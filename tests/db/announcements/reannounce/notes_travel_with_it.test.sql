select plan(3);
select given_component('web', build => 7);
select given_transports('telegram');

select ship.reannounce('web', 'tester asked', e'\n  Read this. \n');
select is((select notes from ship.announcements), 'Read this.', 'promise 44: what was written, without blanks around it');
select is(
  ship.claim_deliveries() -> 0 ->> 'notes', 'Read this.', 'promise 44: the chat gets it'
);
select ship.reannounce('web', 'again');
select is((select notes from ship.announcements where seq = 2), null, 'no notes are none');

select * from finish();
