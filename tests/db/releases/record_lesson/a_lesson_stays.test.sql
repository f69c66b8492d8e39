select plan(9);

select fails_with($$select ship.record_lesson('sentry', 'host:a', 'Look twice.')$$, 'PT404', 'finding_unknown');
select find('host:a', 'host:b'), find();
select is(ship.record_lesson('sentry', 'host:a', ' Look twice. ', 'ana') ->> 'lesson', 'Look twice.', 'of one that has healed');
select ship.record_lesson('sentry', 'host:a', 'Look twice.', 'ana');
select is(audited('finding.lesson'), array['finding.lesson'], 'chained once');
select find('host:a');
select is(
  jsonb_path_query_array(ship.release_status(), '$.findings[*] ? (@.key == "host:a").lesson'), '["Look twice."]', 'it stays when the same breaks again'
);
select find();
update ship.invariants set first_seen_at = first_seen_at - interval '1 year', healed_at = healed_at - interval '1 year' where true;
select ship_private.prune();
select is((select array_agg(key) from ship.invariants), array['host:a'], 'and so does its row, however old');
select fails_with($$select ship.record_lesson('sentry', 'host:a', repeat('l', 2001))$$, '23514', 'invariant_lesson_is_bounded');
select is(ship.record_lesson('sentry', 'host:a', null) -> 'lesson', 'null', 'somebody takes it back');
select ship_private.prune();
select is((select count(*) from ship.invariants), 0::bigint);
select fails_with($$update ship.invariants set lesson = ' ' where true; insert into ship.invariants (source, key, message, lesson) values ('a', 'b', 'c', ' ')$$, '23514', 'invariant_lesson_is_bounded');

select * from finish();
