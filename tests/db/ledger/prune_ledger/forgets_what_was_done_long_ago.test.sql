select plan(3);

select ship.close_step((ship.open_step('old') ->> 'id')::bigint), ship.close_step((ship.open_step('young') ->> 'id')::bigint);
select ship.open_step('open');
select ship_private.prune();
select is((select count(*) from ship.operator_steps), 3::bigint, 'nothing before its time');
update ship.operator_steps
set
  opened_at = opened_at - interval '500 days',
  done_at = done_at - case title when 'young' then interval '399 days' else interval '401 days' end
where true;
select ship_private.prune();
select is((select array_agg(title order by title) from ship.operator_steps), array['open', 'young'], 'what was done long ago goes');
select is((select count(*) from ship.operator_steps where done_at is null), 1::bigint, 'and what is open never');

select * from finish();
