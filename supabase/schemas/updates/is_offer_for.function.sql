create function ship_private.is_offer_for(offer jsonb, client jsonb, os integer[], now bigint)
returns boolean
language plpgsql
immutable
security invoker
set search_path = ''
as $$
declare
  v_bps integer := (is_offer_for.offer -> 'bps')::integer;
  v_id text := is_offer_for.client ->> 'installation_id';
begin
  return (
    ship_private.instant(is_offer_for.offer -> 'available_at') <= is_offer_for.now
    and (
      v_bps = 10000
      or (is_offer_for.client -> 'is_manual' = 'true' and v_bps > 0)
      or (
        jsonb_typeof(is_offer_for.client -> 'installation_id') = 'string'
        and char_length(v_id) between 1 and 200
        and ship_private.bucket(is_offer_for.offer ->> 'salt', v_id) < v_bps
      )
    )
    and ship_private.is_os_inside(is_offer_for.os, is_offer_for.offer ->> 'min_os', is_offer_for.offer ->> 'max_os')
  ) is true;
end;
$$;

revoke all on function ship_private.is_offer_for(jsonb, jsonb, integer[], bigint) from public, anon, authenticated, service_role;

comment on function ship_private.is_offer_for(jsonb, jsonb, integer[], bigint) is
  'Whether a device may have an offer at that time, whatever build it has: available, its system inside the bounds, itself inside the share.';
