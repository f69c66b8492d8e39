create function ship_private.store_decides(kind text, has_store boolean)
returns boolean
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return store_decides.kind = 'ios' or store_decides.has_store;
end;
$$;

revoke all on function ship_private.store_decides(text, boolean) from public, anon, authenticated, service_role;

comment on function ship_private.store_decides(text, boolean) is
  'Whether a store decides the component''s build: it can''t run ahead of what the store reported, nor ever fall. scripts/manifest/store-decides.ts says the same.';
