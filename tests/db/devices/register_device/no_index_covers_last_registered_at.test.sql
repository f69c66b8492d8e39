select plan(1);

select is_empty(
  $$
    select indexrelid::regclass
    from pg_index
    join pg_attribute on attrelid = indrelid and attname = 'last_registered_at'
    where indrelid = 'ship.device_push_tokens'::regclass
      and (attnum = any (indkey) or pg_get_indexdef(indexrelid) like '%last_registered_at%')
  $$,
  'or every registration would write to it'
);

select * from finish();
