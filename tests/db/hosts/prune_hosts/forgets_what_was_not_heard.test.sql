select plan(3);

select report('web-1'), report('web-2');
select ship.record_cutover_step('production', promotion, 'web-1', step, 'ana')
from unnest(array['00000000-0000-4000-8000-000000000001', '00000000-0000-4000-8000-000000000002']::uuid[]) as promotion,
  unnest(array['fetch', 'checkout', 'reset']) as step;
update ship.hosts set last_seen_at = last_seen_at - interval '401 days' where host = 'web-1';
update ship.cutover_steps set done_at = done_at - interval '401 days' where promotion = '00000000-0000-4000-8000-000000000001' or step = 'fetch';
select ship_private.prune();
select is((select array_agg(host) from ship.hosts), array['web-2']);
select is((select count(*) from ship.cutover_steps), 3::bigint, 'a cutover goes as a whole');
update ship.cutover_steps set done_at = done_at - interval '401 days' where true;
select ship_private.prune();
select is((select count(*) from ship.cutover_steps), 0::bigint);

select * from finish();
