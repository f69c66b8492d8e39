create function ship_private.is_established(device ship.device_push_tokens, mature_through_id bigint, told_since timestamptz)
returns boolean
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return is_established.told_since is null or (
    (is_established.device).id <= is_established.mature_through_id
    and (is_established.device).eligible_since <= is_established.told_since
    -- a change that it reported itself proves nothing; what corrected it was an alert that APNs took
    and (
      (is_established.device).apns_environment_since <= is_established.told_since
      or (is_established.device).apns_environment <> (is_established.device).reported_apns_environment
    )
  );
end;
$$;

revoke all on function ship_private.is_established(ship.device_push_tokens, bigint, timestamptz)
  from public, anon, authenticated, service_role;

comment on function ship_private.is_established(ship.device_push_tokens, bigint, timestamptz) is
  'Whether the last finished run of its component, topic and APNs environment was of this device; on the first run everybody''s. A stranger can''t bring that about.';
