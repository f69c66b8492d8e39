create function ship_private.check_bps(bps integer)
returns void
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  if (check_bps.bps between 0 and 10000) is not true then
    raise exception using
      errcode = 'PT422',
      message = 'bps_invalid',
      detail  = format('a share of %s bps', coalesce(check_bps.bps::text, 'null')),
      hint    = 'A share is 0 (nobody) to 10000 (everybody): hundredths of a percent.';
  end if;
end;
$$;

revoke all on function ship_private.check_bps(integer) from public, anon, authenticated, service_role;

comment on function ship_private.check_bps(integer) is 'Refuses what is not a share, null as well.';
