-- What the tests of the Data API call.
create extension pg_net with schema extensions;

create schema ship;
grant usage on schema ship to anon, service_role;

create table ship.hidden (id int primary key);
alter table ship.hidden enable row level security;
create table ship.open (id int primary key, name text not null constraint open_name_is_short check (length(name) < 5));
insert into ship.open values (1, 'a');
revoke all on ship.hidden, ship.open from anon, authenticated, service_role;
grant select on ship.open to anon;
grant insert on ship.open to service_role;

create function ship.who() returns jsonb language sql as $$
  select jsonb_build_object(
    'user', current_user, 'login', session_user, 'timeout', current_setting('statement_timeout'),
    'path', current_setting('search_path'), 'claims', current_setting('request.jwt.claims')::jsonb,
    'from', current_setting('request.headers')::jsonb ->> 'x-forwarded-for')
$$;
create function ship.type_of(value jsonb) returns text language sql as $$ select jsonb_typeof(value) $$;
create function ship.refuse() returns void language plpgsql as $$
begin
  raise exception using errcode = 'PT409', message = 'build_not_higher', detail = 'd', hint = 'h';
end $$;
create function ship.wait(seconds float) returns void language sql as $$ select pg_sleep(seconds) $$;
create function ship.secret() returns int language sql as $$ select 1 $$;
revoke execute on function ship.secret() from public;
