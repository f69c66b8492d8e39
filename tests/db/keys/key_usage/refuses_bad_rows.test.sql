select plan(3);

select fails_with(
  $$insert into ship.key_usage (prefix, hour, count) values (repeat('k', 17), '2026-01-01T10:00Z', 1)$$, '23514', 'key_usage_prefix_is_short'
);
select fails_with($$insert into ship.key_usage (prefix, hour, count) values ('KEY1', '2026-01-01T10:01Z', 1)$$, '23514', 'key_usage_hour_is_whole');
select fails_with(
  $$insert into ship.key_usage (prefix, hour, count) values ('KEY1', '2026-01-01T10:00Z', 0)$$, '23514', 'key_usage_count_is_positive'
);

select * from finish();
