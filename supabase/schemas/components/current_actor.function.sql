create function ship_private.current_actor()
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return coalesce(
    nullif(current_setting('ship.move', true), '')::jsonb ->> 'actor',
    nullif(nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role', ''),
    session_user::text
  );
end;
$$;

revoke all on function ship_private.current_actor() from public, anon, authenticated, service_role;

comment on function ship_private.current_actor() is
  'Who acts: the name given by a ship, else the Data API role, else the database login.';
