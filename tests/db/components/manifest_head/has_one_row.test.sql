select plan(3);

select fails_with(
  $$insert into ship.manifest_head (is_only_row) values (false)$$, '23514', 'manifest_head_has_one_row'
);
select fails_with($$insert into ship.manifest_head default values$$, '23505', 'manifest_head_pkey');

select fails_with(
  $$update ship.manifest_head set seq = 9007199254740992$$, '23514', 'manifest_head_seq_is_within_53_bits'
);

select * from finish();
