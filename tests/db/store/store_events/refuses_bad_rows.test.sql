select plan(9);

create function pg_temp.try(columns text, "values" text)
returns jsonb
language sql
as $$
  select error_of(format('insert into ship.store_events (id, type%s) values (%s)', try.columns, try."values"));
$$;

select is(pg_temp.try('', $$'../v1/users', 'buildUploadStateUpdated'$$) ->> 'code', 'store_event_id_is_plain', 'it is part of no path');
select is(pg_temp.try('', $$'1', 'build upload'$$) ->> 'code', 'store_event_type_is_a_word');
select is(pg_temp.try(', app_id', $$'1', 'a', 'x'$$) ->> 'code', 'store_event_app_is_a_number');
select is(pg_temp.try(', instance_id', $$'1', 'a', 'https://other.test/'$$) ->> 'code', 'store_event_instance_is_plain');
select is(pg_temp.try(', new_state', $$'1', 'a', 'complete'$$) ->> 'code', 'store_event_states_are_words');
select is(pg_temp.try(', outcome, handled_at', $$'1', 'a', 'done', now()$$) ->> 'code', 'store_event_outcome_is_known');
select is(pg_temp.try(', outcome', $$'1', 'a', 'looked'$$) ->> 'code', 'store_event_outcome_matches_handled');
select is(pg_temp.try(', outcome, handled_at', $$'1', 'a', 'ignored', now()$$) ->> 'code', 'store_event_is_ignored_for_a_reason');
select is(pg_temp.try('', $$'1', 'a'$$), null, 'and a good one is taken');

select * from finish();
