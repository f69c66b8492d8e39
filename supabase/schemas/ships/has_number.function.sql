create function ship_private.has_number(kind text)
returns boolean
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return has_number.kind not in ('deploy', 'promotion');
end;
$$;

revoke all on function ship_private.has_number(text) from public, anon, authenticated, service_role;

comment on function ship_private.has_number(text) is
  'Whether a ship of this kind chooses a number or writes to the branch: then it is the only one of its component, in every environment.';
