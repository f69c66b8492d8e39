create function ship_private.ping_status(nonce uuid)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- definer: because pings are read by nobody directly
declare
  v_ping ship_private.pings;
  v_status integer;
  v_error text;
  v_is_answered boolean;
begin
  select * into v_ping from ship_private.pings where pings.nonce = ping_status.nonce;
  if not found then
    return null;
  end if;
  -- ids of pg_net begin again after a crash: only an answer of this time is one to this ping
  select true, response.status_code, coalesce(response.error_msg, case when response.timed_out then 'timeout' end)
  into v_is_answered, v_status, v_error
  from net._http_response as response
  where response.id = v_ping.request_id
    and response.created >= v_ping.sent_at - interval '1 minute';

  return jsonb_build_object(
    'state', case
      when v_is_answered is not true then 'waiting'
      when v_status is null then 'failed'
      -- also after the nonce came back: what comes then is the claim
      when v_status >= 400 then 'refused'
      when v_ping.answered_at is not null then 'answered'
      else 'elsewhere'
    end,
    'status', v_status,
    'error', v_error,
    'ms', round(1000 * extract(epoch from coalesce(v_ping.answered_at, clock_timestamp()) - v_ping.sent_at))
  );
end;
$$;

revoke all on function ship_private.ping_status(uuid) from public, anon, authenticated, service_role;
grant execute on function ship_private.ping_status(uuid) to service_role;

comment on function ship_private.ping_status(uuid) is
  'How far a ping came: waiting, failed (no HTTP answer), refused (with its status), elsewhere (answered, but not from this database), answered.';
