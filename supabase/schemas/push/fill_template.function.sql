create function ship_private.fill_template(template text, args jsonb)
returns text
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  -- the name comes last: what it holds is never taken for a placeholder
  return replace(
    replace(
      replace(fill_template.template, '{build}', fill_template.args ->> 2),
      '{version}', fill_template.args ->> 1
    ),
    '{name}', fill_template.args ->> 0
  );
end;
$$;

revoke all on function ship_private.fill_template(text, jsonb) from public, anon, authenticated, service_role;

comment on function ship_private.fill_template(text, jsonb) is 'A template with name, version and build (the elements of args) filled in.';
