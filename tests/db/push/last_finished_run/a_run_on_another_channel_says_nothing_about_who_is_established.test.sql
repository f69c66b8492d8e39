select plan(1);
select given_ios();
select given_installations(2);
select move('ios', 131);
select pushed();
select given_installations(3);
select offer(132, 10000, 'alpha');
select pushed();
select offer(133, 500);
select pushed();
select move('ios', 134);
select is(
  (select array_agg(distinct mature_through_id) from ship.push_runs where build = 134), '{2}'::bigint[],
  'neither who an alpha did not tell, nor who a share did not tell'
);

select * from finish();
