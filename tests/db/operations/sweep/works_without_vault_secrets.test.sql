select plan(1);
select given_ios();
select move('ios', 131);

select is(
  ship.sweep(), '{"swept": true, "missed": 0, "announce": true, "push": true, "vault": "missing"}',
  'it says what is due and that nobody can be called, and fails for nobody'
);

select * from finish();
