create function ship_private.host_status(environment text, declared jsonb)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- definer: because the policy is asked of rows that a caller need not read
declare
  v_silent_after interval;
begin
  if jsonb_typeof(host_status.declared) is distinct from 'object'
    or jsonb_path_exists(host_status.declared, 'strict $.* ? (@.type() != "object")', silent => true)
    or jsonb_path_exists(host_status.declared, 'strict $.*.hosts ? (@.type() != "array")', silent => true)
  then
    raise exception using
      errcode = 'PT422',
      message = 'declared_invalid',
      detail  = 'what is declared is an object of environments, each an object',
      hint    = 'As {"production": {"branch": "production", "sha": "…", "since": "…", "hosts": ["web-1"]}}.';
  end if;
  select host_policy.silent_after into v_silent_after from ship.host_policy where host_policy.is_only_row;

  return jsonb_build_object(
    'hosts', (
      select coalesce(jsonb_agg(ship_private.describe_host(hosts, v_silent_after) order by hosts.environment, hosts.host), '[]')
      from ship.hosts
      where host_status.environment is null
        or hosts.environment = host_status.environment
    ),
    'findings', (
      select coalesce(
        jsonb_agg(
          jsonb_build_object(
            'key', format('host:%s:%s:%s', found.place, found.host, found.code),
            'code', found.code,
            'environment', found.place,
            'host', found.host,
            'message', found.message
          )
          order by found.place, found.host, found.code
        ),
        '[]'
      )
      from ship_private.host_findings(host_status.environment, host_status.declared) as found
    )
  );
end;
$$;

revoke all on function ship_private.host_status(text, jsonb) from public, anon, authenticated, service_role;
grant execute on function ship_private.host_status(text, jsonb) to service_role;

comment on function ship_private.host_status(text, jsonb) is
  'What every host said last, and where that is not what is declared, each with a key that stays the same for as long as it is the same thing.';
