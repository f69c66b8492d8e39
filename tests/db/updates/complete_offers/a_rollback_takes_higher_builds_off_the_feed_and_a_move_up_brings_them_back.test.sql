select plan(9);
select given_component('web', 'web', 5, array['web.app']);
insert into ship.device_push_tokens (component_key, topic, token, eligible_since) values ('web', 'web.app', 'aa', now() - interval '1 day');
select move('web', 6);
select pushed();
select move('web', 7);
select ship.rollback('web', 5, 'crashes');
select results_eq(
  $$select build, halt_reason from ship.offers where component_key = 'web' order by build$$,
  $$values (5::bigint, null), (6, 'crashes'), (7, 'crashes')$$
);
select is(ship.update_feed('web') #>> '{offers,0,build}', '5', 'the feed offers what everybody may have');
select is((select string_agg(distinct state, ' ') from ship.push_runs where build = 7), 'superseded', 'nobody hears of 7 any more');
select is(pushed(), '{1}'::bigint[], 'but of 5');
select is((select notes from ship.builds where build = 5), null, 'why it was made is no release note');
select move('web', 7);
select is(ship.update_feed('web') #>> '{offers,0,build}', '7');
select is(jsonb_array_length(ship.update_feed('web') -> 'offers'), 1);
select is(pushed(), '{1}'::bigint[], 'everybody hears of it again');
select is(audited('rollout.%'), '{}', 'these are moves');

select * from finish();
