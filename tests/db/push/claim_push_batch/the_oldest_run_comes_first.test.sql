select plan(1);
select given_ios();
select given_component('tv', 'ios', 20, array['test.tv']);
insert into ship.builds (component_key, build, installable_at) values ('tv', 21, now() - interval '1 hour');
select given_devices(1, 'test.tv', component => 'tv');
select given_devices(1, 'test.app');
select move('tv', 21);
select move('ios', 131);

create temp table batches as
select place, claim_batch() as batch
from generate_series(1, 4) as place;

select results_eq(
  $$select batch ->> 'component', batch ->> 'apns_environment' from batches order by place$$,
  $$values ('tv', 'production'), ('tv', 'sandbox'), ('ios', 'production'), ('ios', 'sandbox')$$,
  'by seq'
);

select * from finish();
