create function ship_private.normal_url(url text)
returns text
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return nullif(rtrim(lower(btrim(normal_url.url)), '/'), '');
end;
$$;

revoke all on function ship_private.normal_url(text) from public, anon, authenticated, service_role;

comment on function ship_private.normal_url(text) is 'A project''s address as it is compared: lower case, no slash at the end; null for none.';
