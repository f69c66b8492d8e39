select plan(6);
select given_ios();
select given_devices(20);
update ship.device_push_tokens set installation_id = gen_random_uuid() where true;
select ship.offer_build('ios', 131, 'live', 500, '[{"bps": 10000, "at": "2099-01-01T00:00:00Z"}]');

create temp table stopped as
select ship.stop_announcement((select id from ship.announcements order by seq desc limit 1), 'it crashes', 'ana@desk') as answer;
select is(
  (select jsonb_path_query_array(answer, '$.halted[*].build') from stopped), '[131]', 'the rollout that it was a step of is halted'
);
select is((select halt_reason from ship.offers where build = 131), 'it crashes', 'for the same reason');
select is((select next_step_at from ship.offers where build = 131), null, 'no step is to come');
select is(
  (select array_agg(distinct state || ' ' || stop_reason) from ship.push_runs), array['stopped stopped_by_hand'], 'its runs were stopped by hand'
);
select ship.sweep();
select is((select count(distinct seq) from ship.push_runs), 1::bigint, 'nobody more is told');
select is(
  ship.stop_announcement((select id from ship.announcements order by seq desc limit 1), 'again') -> 'halted', '[]', 'what is halted stays so'
);

select * from finish();
