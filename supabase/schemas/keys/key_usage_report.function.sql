create function ship_private.key_usage_report(hours integer)
returns jsonb
language plpgsql
stable
security definer
set search_path = ''
as $$
-- definer: because it is called by whoever may call the function over it
declare
  -- more than anybody reads
  c_limit constant integer := 10000;
begin
  return coalesce(
    (
      select jsonb_agg(
        jsonb_build_object(
          'prefix', used.prefix,
          'name', used.key_name,
          'state', used.state,
          'hour', used.hour,
          'count', used.count
        )
        order by used.hour desc, used.prefix
      )
      from (
        select key_usage.prefix, key_usage.hour, key_usage.count, known.key_name, known.state
        from ship.key_usage
        left join lateral (
          select keys.key_name, keys.state
          from ship.keys
          where keys.prefix = key_usage.prefix
          order by keys.id desc
          limit 1
        ) as known on true
        where key_usage.hour > clock_timestamp() - make_interval(hours => least(greatest(key_usage_report.hours, 1), 100000))
        order by key_usage.hour desc, key_usage.prefix
        limit c_limit
      ) as used
    ),
    '[]'
  );
end;
$$;

revoke all on function ship_private.key_usage_report(integer) from public, anon, authenticated, service_role;
grant execute on function ship_private.key_usage_report(integer) to service_role;

comment on function ship_private.key_usage_report(integer) is
  'How many requests came with which key, by the hour, the newest first; with the name that version.json gives the key, where it has one.';
