select plan(4);
select given_ios();

select fails_with($$select ship.reannounce('nobody', 'why')$$, 'PT404', 'component_unknown');
select fails_with($$select ship.reannounce('ios', null)$$, 'PT422', 'reason_missing');
select fails_with($$select ship.reannounce('ios', ' ')$$, 'PT422', 'reason_missing');
select is_empty($$select from ship.announcements$$, 'nothing was announced');

select * from finish();
