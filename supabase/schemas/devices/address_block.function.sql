create function ship_private.address_block(client_address text, ipv4_prefix integer, ipv6_prefix integer)
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
  -- some gateways add the port
  v_address := host(
    regexp_replace(address_block.client_address, '^(?:\[([^\]]+)\](?::\d+)?|(\d+(?:\.\d+){3}):\d+)$', '\1\2')::inet
  )::inet;
  -- an IPv4 address in its IPv6 form
  if family(v_address) = 6 and v_address << inet '::ffff:0:0/96' then
    v_address := inet '0.0.0.0' + (v_address - inet '::ffff:0:0');
  end if;
  if family(v_address) = 6 then
    return network(set_masklen(v_address, address_block.ipv6_prefix))::text;
  end if;
  if address_block.ipv4_prefix = 32 then
    return host(v_address);
  end if;
  return network(set_masklen(v_address, address_block.ipv4_prefix))::text;
exception
  when others then
    -- a gateway of somebody's may name its clients otherwise
    return left(address_block.client_address, 64);
end;
$$;

revoke all on function ship_private.address_block(text, integer, integer) from public, anon, authenticated, service_role;

comment on function ship_private.address_block(text, integer, integer) is
  'What counts as one client: an IPv4 address, or the network of an IPv6 one that a single household or server has to itself.';
