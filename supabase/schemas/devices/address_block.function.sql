create function ship_private.address_block(client_address text)
returns text
language plpgsql
immutable
security invoker
set search_path = ''
as $$
declare
  v_address inet;
begin
  if address_block.client_address is null then
    return 'unknown';
  end if;
  v_address := host(address_block.client_address::inet)::inet;
  if family(v_address) = 4 then
    return host(v_address);
  end if;
  -- an IPv4 address in its IPv6 form
  if v_address << inet '::ffff:0:0/96' then
    return host(inet '0.0.0.0' + (v_address - inet '::ffff:0:0'));
  end if;
  return network(set_masklen(v_address, 64))::text;
exception
  when others then
    -- a gateway of somebody's may name its clients otherwise
    return left(address_block.client_address, 64);
end;
$$;

revoke all on function ship_private.address_block(text) from public, anon, authenticated, service_role;

comment on function ship_private.address_block(text) is
  'What counts as one client: an IPv4 address, or the /64 of an IPv6 one, which a single household or server has to itself.';
