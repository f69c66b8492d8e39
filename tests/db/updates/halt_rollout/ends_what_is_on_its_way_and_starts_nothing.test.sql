select plan(11);
select given_ios();
select given_installations(60);
update ship.push_policy set batch_size = 20 where is_only_row;
select offer(131, 9000);
create temp table first as select claim_batch() as batch;
select is(ship.halt_rollout('ios', 'live', 131, ' crashes ', 'ana') ->> 'reason', 'crashes', 'the reason is kept');
select is(claim_batch(), null, 'nothing more is handed out');
create temp table answered as
select answer(batch, disposition => 'progress', through => (ids_of(batch))[5]) as said, (ids_of(batch))[1:5] as ids from first;
select is(said, '{"held": true, "stop": "halted"}', 'a worker hears it with its next progress') from answered;
select results_eq(
  $$select state, progress_id from ship.push_batches$$,
  $$select 'leased', ids[5] from answered$$,
  'and holds its slice while it writes down what was on its way'
);
create temp table ended as
select answer(batch, disposition => 'released', through => (ids_of(batch))[7]) as said, (ids_of(batch))[1:7] as ids from first;
select results_eq(
  $$select state, progress_id from ship.push_batches$$,
  $$select 'abandoned', ids[7] from ended$$,
  'then the slice is left where it stands'
);
select is(told(131), ids, 'who was told was told') from ended;
select results_eq(
  $$select distinct state, stop_reason, stop_detail from ship.push_runs$$, $$values ('stopped', 'halted', 'crashes')$$
);
select results_eq(
  $$select state, last_error from ship.deliveries where kind = 'push'$$, $$values ('skipped', 'halted')$$
);
select is(ship.update_feed('ios') #>> '{offers,0,build}', '130', 'it is not in the feed');
select is((select count(*) from ship.deliveries where stopped_run_id is not null), 0::bigint, 'the chat need not hear it');
select is(audited('rollout.halted'), '{rollout.halted}');

select * from finish();
