select plan(4);
select given_ios();
select given_devices(4);
update ship.push_policy
set batch_size = 2
where is_only_row;
select move('ios', 131);
create temp table batches as
select place, claim_batch() as batch
from generate_series(1, 2) as place;

select is(
  (
    select ship.stop_push_run((batch ->> 'batch_id')::bigint, (batch ->> 'lease_token')::uuid, 'BadTopic', repeat('x', 900))
    from batches
    where place = 1
  ),
  true, 'by a worker that holds a lease of it'
);
select results_eq(
  $$select state, stop_reason, char_length(stop_detail) from ship.push_runs where id = 1$$,
  $$values ('stopped', 'BadTopic', 500)$$,
  'with a reason, and not too many words'
);
select is(
  (select answer(batch, disposition => 'progress') ->> 'stop' from batches where place = 2), 'BadTopic',
  'the other workers of the run hear it with their next answer'
);
select commit_audit();
select is(
  (select detail ->> 'reason' from ship.audit_log where action = 'push_run.stopped'), 'BadTopic', 'the chain knows'
);

select * from finish();
