select plan(4);
select given_ios();
select given_devices(3);
-- as after a restore without setval, an import, or logical replication: rows with numbers that the sequence has not given
select setval('ship.device_push_tokens_id_seq', 1, false);
select move('ios', 131);
select is(
  (select array_agg(bound_id) from ship.push_runs), array[3, 3]::bigint[], 'a sequence that was never set: the rows decide'
);
select push_everything();
select is(
  (select array_agg(device_count order by apns_environment) from ship.push_runs), array[3, 0]::bigint[], 'and all of them are told'
);

select setval('ship.device_push_tokens_id_seq', 50);
select move('ios', 132);
select is(
  (select min(bound_id) from ship.push_runs where seq = 2), 50::bigint, 'numbers given to rows that are not visible yet count as well'
);
delete from ship.device_push_tokens where true;
select setval('ship.device_push_tokens_id_seq', 1, false);
select move('ios', 133);
select is((select min(bound_id) from ship.push_runs where seq = 3), 0::bigint, 'no device, no bound');

select * from finish();
