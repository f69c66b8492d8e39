-- ship is what people and functions may call; ship_private is how it is done and is never exposed by the Data API.
create schema if not exists ship;
create schema if not exists ship_private;

revoke all on schema ship, ship_private from public, anon, authenticated, service_role;
grant usage on schema ship to anon, authenticated, service_role;
grant usage on schema ship_private to service_role;

-- Default deny for whatever is created later, whichever default privileges the project was created with. Functions also
-- carry a built-in grant to PUBLIC that no per-schema default can take away, so every function file revokes its own.
alter default privileges in schema ship revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema ship revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema ship revoke all on functions from anon, authenticated, service_role;
alter default privileges in schema ship_private revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema ship_private revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema ship_private revoke all on functions from anon, authenticated, service_role;

comment on schema ship is 'Slipway: what is deployed, what was announced, and who was told.';
comment on schema ship_private is 'Slipway internals: definer functions, trigger functions, the audit inbox, provider tokens.';
