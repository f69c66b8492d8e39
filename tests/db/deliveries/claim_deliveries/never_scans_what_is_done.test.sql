select plan(3);
select given_component('web', build => 1);
insert into ship.announcements (id, seq, components)
select gen_random_uuid(), seq, '[]'
from generate_series(1, 3000) as seq;
insert into ship.announced_changes (announcement_id, component_key, build, previous_build, version)
select id, 'web', 2, 1, '1.0.0'
from ship.announcements;
insert into ship.deliveries (announcement_id, seq, transport, kind, component_key, channel, state, finished_at)
select id, seq, 'broadcast', 'broadcast', 'web', 'live', 'delivered', now()
from ship.announcements;
update ship.manifest_head
set seq = 3000
where is_only_row;
analyze ship.deliveries, ship.announcements, ship.announced_changes;

create function pg_temp.rows_read()
returns bigint
language sql
as $$
  select (seq_tup_read + coalesce(idx_tup_fetch, 0))::bigint
  from pg_stat_xact_user_tables
  where relid = 'ship.deliveries'::regclass;
$$;
create temp table before as
select pg_temp.rows_read() as count;

select move('web', 2);
select is(jsonb_array_length(ship.claim_deliveries()), 2, 'two of 3,002 are due');
select is(ship.sweep() -> 'announce', 'false', 'then nothing is');
select cmp_ok(
  pg_temp.rows_read() - (select count from before), '<', 100::bigint, 'a move, a claim and a sweep read what is open, however long the history is'
);

select * from finish();
