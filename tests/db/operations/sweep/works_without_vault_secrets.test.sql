select plan(1);
select given_ios();
select move('ios', 131);

select is(
  ship.sweep(), '{"swept": true, "missed": 0, "announce": true, "push": true}', 'it says what is due, and fails for nobody'
);

select * from finish();
