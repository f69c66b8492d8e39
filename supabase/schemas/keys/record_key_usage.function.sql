create function ship_private.record_key_usage(counts jsonb)
returns bigint
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because usage is written by nobody directly
declare
  c_most constant integer := 100;
  -- how many prefixes of keys that nobody declared an hour holds
  c_undeclared constant integer := 50;
  v_hour timestamptz := date_trunc('hour', clock_timestamp(), 'UTC');
  v_room integer;
  v_total bigint;
begin
  if jsonb_typeof(record_key_usage.counts) is distinct from 'object'
    or (select count(*) from jsonb_object_keys(record_key_usage.counts)) > c_most
    or jsonb_path_exists(
      record_key_usage.counts,
      'strict $.* ? (@.type() != "number" || @ < 1 || @ > 1000000000 || @.floor() != @)',
      silent => true
    )
  then
    raise exception using
      errcode = 'PT422',
      message = 'key_usage_invalid',
      detail  = format('counts are an object of at most %s prefixes with whole numbers from 1 to 1000000000', c_most),
      hint    = 'As {"sb_publishable_abc123": 42, "other": 3}.';
  end if;
  -- rough where two calls meet: it bounds a table, it counts nothing
  select c_undeclared - count(*)
  into v_room
  from ship.key_usage
  where key_usage.hour = v_hour;

  with given as (
    select
      entry.key as prefix, entry.value::bigint as count,
      exists (select from ship.keys where keys.prefix = entry.key and keys.state <> 'removed') as is_declared,
      exists (select from ship.key_usage where key_usage.prefix = entry.key and key_usage.hour = v_hour) as is_counted
    from jsonb_each_text(record_key_usage.counts) as entry
  ),
  placed as (
    select
      case
        when given.is_declared or given.is_counted then given.prefix
        when given.prefix ~ '^(sb_publishable_|sb_secret_)?[A-Za-z0-9_:.+/=-]{1,16}$'
          and row_number() over (partition by given.is_declared, given.is_counted order by given.prefix) <= v_room
          then given.prefix
        else 'other'
      end as prefix,
      given.count
    from given
  ),
  written as (
    insert into ship.key_usage as known (prefix, hour, count)
    select placed.prefix, v_hour, sum(placed.count)
    from placed
    group by placed.prefix
    -- always in one order: two calls that meet wait for each other instead of both failing
    order by placed.prefix
    on conflict (prefix, hour) do update
    set count = known.count + excluded.count
    returning 1
  )
  select coalesce((select sum(given.count) from given), 0)::bigint
  into v_total
  from (select count(*) from written) as done;
  return v_total;
end;
$$;

revoke all on function ship_private.record_key_usage(jsonb) from public, anon, authenticated, service_role;
grant execute on function ship_private.record_key_usage(jsonb) to service_role;

comment on function ship_private.record_key_usage(jsonb) is
  'Adds to the counts of this hour. Declared keys are always counted by their prefix; of others the first 50 an hour are, and the rest is "other".';
