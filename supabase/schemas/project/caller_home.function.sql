create function ship_private.caller_home()
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return ship_private.normal_url(
    nullif(current_setting('request.headers', true), '')::jsonb ->> 'x-slipway-home'
  );
end;
$$;

revoke all on function ship_private.caller_home() from public, anon, authenticated, service_role;

comment on function ship_private.caller_home() is
  'The address of the project whose function calls, as it says itself; null for everybody else.';
