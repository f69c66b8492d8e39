select plan(3);
select given_ios();
select move('ios', 131);
select fails_with($$update ship.push_runs set to_bps = 10001, salt = gen_random_uuid()$$, '23514', 'push_run_shares_are_shares');
select fails_with($$update ship.push_runs set to_bps = 500$$, '23514', 'push_run_of_a_share_has_a_salt');
select fails_with($$update ship.push_runs set from_bps = 500, salt = gen_random_uuid()$$, '23514', 'push_run_told_until_matches_from_bps');

select * from finish();
