select plan(1);

select fails_with(
  $$insert into ship.broadcast_policy (is_only_row) values (false)$$,
  '23514', 'broadcast_policy_has_one_row', 'there is one row'
);

select * from finish();
