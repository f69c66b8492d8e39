select plan(5);
select given_ios();

create function pg_temp.code_of(columns text, row_values text)
returns text
language sql
as $$
  select error_of(format('insert into ship.push_templates (component_key, channel, %s) values (%L, %L, %s)', columns, 'ios', 'live', row_values)) ->> 'code';
$$;

select is(pg_temp.code_of('title', 'null'), 'push_template_says_something');
select is(pg_temp.code_of('body, loc_key', $$'a', 'b'$$), 'push_template_has_one_form');
select is(pg_temp.code_of('body', $$'{builds}'$$), 'push_template_placeholders_are_known');
select is(pg_temp.code_of('body', $$repeat('a', 1001)$$), 'push_template_fits_an_alert');
select is(pg_temp.code_of('title, body', $$'{name}', '{version} {build}'$$), null, 'what is right stays');

select * from finish();
