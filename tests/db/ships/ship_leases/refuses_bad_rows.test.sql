select plan(6);

create temp table held as select begin('web') as ship;
create function pg_temp.insert_name(name text)
returns void
language sql
as $$
  insert into ship.ship_leases (environment, name, ship_id)
  select 'production', $1, (ship ->> 'ship')::uuid from held;
$$;

select fails_with(format($$select pg_temp.insert_name(%L)$$, name), '23514', 'ship_lease_name_is_known')
from unnest(array['component:Web', 'web', 'branch:main', 'git:', e'target:a\nb']) as name;
select fails_with($$select pg_temp.insert_name('component:web')$$, '23505', 'ship_leases_pkey', 'once per environment');

select * from finish();
