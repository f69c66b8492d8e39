select plan(2);

select fails_with(
  $$insert into ship.manifest_head (is_only_row) values (false)$$, '23514', 'manifest_head_has_one_row'
);
select fails_with($$insert into ship.manifest_head default values$$, '23505', 'manifest_head_pkey');

select * from finish();
