select plan(13);

create temp table held as select begin('web') as ship;
create function pg_temp.insert_name(name text, environment text default 'production')
returns void
language sql
as $$
  insert into ship.ship_leases (environment, name, ship_id)
  select $2, $1, (ship ->> 'ship')::uuid from held;
$$;

select fails_with(format($$select pg_temp.insert_name(%L)$$, name), '23514', 'ship_lease_name_is_known')
from unnest(array['component:Web', 'web', 'branch:main', 'git:', 'deploy:', 'deploy:Web', e'target:a\nb']) as name;
select fails_with($$select pg_temp.insert_name('component:web')$$, '23505', 'ship_leases_pkey', 'once per environment');
select pg_temp.insert_name('git:main'), pg_temp.insert_name('target:vps'), pg_temp.insert_name('deploy:web');
select fails_with(
  format($$select pg_temp.insert_name(%L, 'staging')$$, name), '23505', 'ship_leases_pkey', 'and in all environments: ' || name
)
from unnest(array['component:web', 'git:main']) as name;
select fails_with($$select pg_temp.insert_name('deploy:web')$$, '23505', 'ship_leases_pkey', 'a deploy once per environment');
select lives_ok($$select pg_temp.insert_name('target:vps', 'staging')$$, 'but for targets: each environment has its own');
select lives_ok($$select pg_temp.insert_name('deploy:web', 'staging')$$, 'and deploys');

select * from finish();
