select plan(7);

create function pg_temp.insert_with(more jsonb)
returns void
language sql
as $$
  insert into ship.invariants (source, key, message, detail, issue_url)
  select wanted.source, wanted.key, wanted.message, wanted.detail, wanted.issue_url
  from jsonb_populate_record(null::ship.invariants, '{"source": "sentry", "key": "a", "message": "b", "detail": {}}' || $1) as wanted;
$$;

select fails_with($$select pg_temp.insert_with('{"source": ""}')$$, '23514', 'invariant_source_is_a_slug');
select fails_with($$select pg_temp.insert_with('{"key": "-"}')$$, '23514', 'invariant_key_is_a_name');
select fails_with($$select pg_temp.insert_with('{"message": " "}')$$, '23514', 'invariant_message_is_bounded');
select fails_with($$select pg_temp.insert_with(jsonb_build_object('message', repeat('m', 1001)))$$, '23514', 'invariant_message_is_bounded');
select fails_with($$select pg_temp.insert_with('{"detail": "why"}')$$, '23514', 'invariant_detail_is_a_small_object');
select fails_with($$select pg_temp.insert_with('{"issue_url": "7"}')$$, '23514', 'invariant_issue_is_a_link');
select lives_ok($$select pg_temp.insert_with('{"issue_url": "https://host.test/7"}')$$);

select * from finish();
