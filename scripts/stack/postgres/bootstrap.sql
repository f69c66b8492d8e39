-- What a hosted project holds before the first migration. Runs once per template, as the superuser supabase_admin.

-- The passwords are public, as those of any local Supabase: more rounds would only slow down every login.
set scram_iterations = 1;

create role anon nologin noinherit;
create role authenticated nologin noinherit;
create role service_role nologin noinherit bypassrls;
create role authenticator login noinherit password 'postgres';
create role postgres nosuperuser createdb createrole replication bypassrls login password 'postgres';
alter role supabase_admin password 'postgres';

grant anon, authenticated, service_role to authenticator;
grant anon, authenticated, service_role, authenticator to postgres with admin option;
grant pg_monitor, pg_read_all_data, pg_signal_backend to postgres;

-- Hosted, an extension library lets postgres set these; here it is a plain grant.
grant set on parameter session_replication_role to postgres;
grant set on parameter "pgrst.db_schemas" to postgres;

alter role anon set statement_timeout = '3s';
alter role authenticated set statement_timeout = '8s';
alter role authenticator set statement_timeout = '8s';

alter database postgres owner to postgres;
alter database postgres set search_path = "$user", public, extensions;
alter database postgres set timezone = 'UTC';

create schema extensions authorization postgres;
grant usage on schema extensions to anon, authenticated, service_role;
create schema vault;

-- Hosted default: whatever postgres makes in public is open to the API roles until it is revoked.
grant usage on schema public to anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on tables to anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on sequences to anon, authenticated, service_role;
alter default privileges for role postgres in schema public
  grant all on functions to anon, authenticated, service_role;
alter default privileges in schema public
  grant all on tables to postgres, anon, authenticated, service_role;
alter default privileges in schema public
  grant all on sequences to postgres, anon, authenticated, service_role;
alter default privileges in schema public
  grant all on functions to postgres, anon, authenticated, service_role;
