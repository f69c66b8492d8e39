create function ship_private.raise_lease_held(holders text)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  raise exception using
    errcode = 'PT409',
    message = 'lease_held',
    detail  = raise_lease_held.holders,
    hint    = 'Wait for it; a holder that is gone loses it when its time is over.';
end;
$$;

revoke all on function ship_private.raise_lease_held(text) from public, anon, authenticated, service_role;

comment on function ship_private.raise_lease_held(text) is 'Raises lease_held, naming who is in the way.';
