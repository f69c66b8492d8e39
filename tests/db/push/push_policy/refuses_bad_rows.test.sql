select plan(16);

create function pg_temp.update_with(more jsonb)
returns void
language sql
as $$
  update ship.push_policy
  set
    progress_every = wanted.progress_every, batch_size = wanted.batch_size,
    max_workers_per_run = wanted.max_workers_per_run, breaker_min_answers = wanted.breaker_min_answers,
    new_devices_per_minute = wanted.new_devices_per_minute, breaker_share = wanted.breaker_share,
    deactivation_min = wanted.deactivation_min, deactivation_share = wanted.deactivation_share,
    new_devices_per_hour = wanted.new_devices_per_hour, registration_spread = wanted.registration_spread, ipv4_prefix = wanted.ipv4_prefix,
    ipv6_prefix = wanted.ipv6_prefix
  from jsonb_populate_record((select push_policy from ship.push_policy), $1) as wanted
  where push_policy.is_only_row;
$$;

select fails_with(
  $$insert into ship.push_policy (is_only_row) values (false)$$, '23514', 'push_policy_has_one_row'
);
select fails_with($$select pg_temp.update_with('{"progress_every": 501}')$$, '23514', 'push_policy_bounds_repeats');
select fails_with($$select pg_temp.update_with('{"progress_every": 0}')$$, '23514', 'push_policy_bounds_repeats');
select fails_with($$select pg_temp.update_with('{"batch_size": 0}')$$, '23514', 'push_policy_sizes_are_positive');
select fails_with($$select pg_temp.update_with('{"max_workers_per_run": 0}')$$, '23514', 'push_policy_sizes_are_positive');
select fails_with($$select pg_temp.update_with('{"breaker_min_answers": 0}')$$, '23514', 'push_policy_sizes_are_positive');
select fails_with($$select pg_temp.update_with('{"new_devices_per_minute": 0}')$$, '23514', 'push_policy_sizes_are_positive');
select fails_with($$select pg_temp.update_with('{"breaker_share": 0}')$$, '23514', 'push_policy_breaker_share_is_a_share');
select fails_with($$select pg_temp.update_with('{"breaker_share": 1.1}')$$, '23514', 'push_policy_breaker_share_is_a_share');
select fails_with($$select pg_temp.update_with('{"deactivation_min": -1}')$$, '23514', 'push_policy_deactivation_min_is_a_count');
select fails_with($$select pg_temp.update_with('{"deactivation_share": 0}')$$, '23514', 'push_policy_deactivation_share_is_a_share');
select fails_with($$select pg_temp.update_with('{"deactivation_share": 1.1}')$$, '23514', 'push_policy_deactivation_share_is_a_share');
select fails_with($$select pg_temp.update_with('{"new_devices_per_hour": 0}')$$, '23514', 'push_policy_sizes_are_positive');
select fails_with($$select pg_temp.update_with('{"registration_spread": "7 hours"}')$$, '23514', 'push_policy_spread_is_short');
select fails_with($$select pg_temp.update_with('{"ipv4_prefix": 33}')$$, '23514', 'push_policy_prefixes_are_of_networks');
select fails_with($$select pg_temp.update_with('{"ipv6_prefix": 8}')$$, '23514', 'push_policy_prefixes_are_of_networks');

select * from finish();
