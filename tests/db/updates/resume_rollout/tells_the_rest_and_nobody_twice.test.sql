select plan(8);
select given_ios();
select given_installations(60);
update ship.push_policy set batch_size = 20 where is_only_row;
select offer(131, 9000);
create temp table first as select claim_batch() as batch;
select ship.halt_rollout('ios', 'live', 131, 'crashes');
select answer(batch, disposition => 'progress', through => (ids_of(batch))[5]) from first;
select answer(batch, disposition => 'released', through => (ids_of(batch))[5]) from first;
select ship.register_device('ios', 'aabb', installation_id => md5('installation 1')::uuid);
update ship.push_runs set life_since = now() - interval '2 days' where true;
select ship.resume_rollout('ios', 'live', 131, 'ana');
select ship.sweep();
select is(
  pushed() || (select (ids_of(batch))[1:5] from first) @> inside(131, 0, 9000), true, 'everybody inside, also who came while it stood'
);
select is(told(131), inside(131, 0, 9000));
select is((select sum(sent_count)::bigint from ship.push_runs), cardinality(inside(131, 0, 9000))::bigint, 'each once');
select is((select count(*) from ship.push_runs where stop_reason is not null), 0::bigint, 'the time it stood does not count as their life');
select results_eq(
  $$select distinct state from ship.deliveries where kind = 'push'$$, $$values ('delivered')$$
);
select is(audited('rollout.resumed'), '{rollout.resumed}');
create temp table before as select said();
select is(ship.resume_rollout('ios', 'live', 131) ->> 'state', 'rolling', 'the same call twice');
select is(said(), before.said, 'changes nothing') from before;

select * from finish();
