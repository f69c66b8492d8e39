select plan(7);

create function pg_temp.insert_with(key text default 'web', kind text default 'web', build integer default 1, label text default 'l', name text default 'n', store_url text default null)
returns void
language sql
as $$
  insert into ship.components (key, kind, build, label, name, store_url)
  values ($1, $2, $3, $4, $5, $6);
$$;

select fails_with($$select pg_temp.insert_with(key => 'Web')$$, '23514', 'component_key_is_a_slug');
select fails_with(
  $$select pg_temp.insert_with(key => repeat('a', 49))$$, '23514', 'component_key_is_a_slug',
  'a key of 49 characters would not fit apns-collapse-id'
);
select fails_with($$select pg_temp.insert_with(kind => 'watch')$$, '23514', 'component_kind_is_known');
select fails_with($$select pg_temp.insert_with(build => -1)$$, '23514', 'component_build_is_within_53_bits');
select fails_with($$select pg_temp.insert_with(label => '')$$, '23514', 'component_label_is_short');
select fails_with($$select pg_temp.insert_with(name => repeat('n', 101))$$, '23514', 'component_name_fits_an_alert');
select fails_with($$select pg_temp.insert_with(store_url => 'javascript:alert(1)')$$, '23514', 'component_store_url_is_a_link');

select * from finish();
