select plan(6);

select given_store();
create function pg_temp.try("values" text)
returns jsonb
language sql
as $$
  select error_of(format(
    'insert into ship.store_uploads (component_key, version, build, state, verdict, look_count, next_look_at) values (''ios'', %s)', try."values"
  ));
$$;

select is(pg_temp.try($$'1.0', 0, 'VALID', 'waiting', 0, null$$) ->> 'code', 'store_upload_build_is_within_53_bits');
select is(pg_temp.try($$'1.0', 1, '', 'waiting', 0, null$$) ->> 'code', 'store_upload_texts_are_bounded');
select is(pg_temp.try($$'1.0', 1, 'VALID', 'fine', 0, null$$) ->> 'code', 'store_upload_verdict_is_known');
select is(pg_temp.try($$'1.0', 1, 'VALID', 'waiting', -1, null$$) ->> 'code', 'store_upload_looks_are_counted');
select is(pg_temp.try($$'1.0', 1, 'VALID', 'stuck', 0, now()$$) ->> 'code', 'store_upload_is_looked_at_while_it_waits');
select is(pg_temp.try($$'1.0', 1, 'VALID', 'waiting', 0, now()$$), null, 'and a good one is taken');

select * from finish();
