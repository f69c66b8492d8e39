create function ship_private.is_feed(value jsonb)
returns boolean
language plpgsql
immutable
security invoker
set search_path = ''
as $$
declare
  v_offers jsonb := is_feed.value -> 'offers';
  v_marks jsonb := is_feed.value -> 'marks';
begin
  if (
    is_feed.value -> 'schema' = '1'
    and jsonb_typeof(is_feed.value -> 'component') = 'string'
    and jsonb_typeof(is_feed.value -> 'channel') = 'string'
    and ship_private.whole_number(is_feed.value -> 'seq') >= 0
    and ship_private.instant(is_feed.value -> 'generated_at') is not null
    and ship_private.instant(is_feed.value -> 'valid_until') is not null
    and jsonb_typeof(v_offers) = 'array'
    and jsonb_typeof(v_marks) = 'array'
    and (coalesce(is_feed.value -> 'policy', 'null') = 'null' or ship_private.is_policy(is_feed.value -> 'policy'))
  ) is not true then
    return false;
  end if;
  -- more is no feed: nobody has so many, and reading stays fast
  if jsonb_array_length(v_offers) > 500 or jsonb_array_length(v_marks) > 10000 then
    return false;
  end if;
  for v_place in 0 .. jsonb_array_length(v_offers) - 1 loop
    if not ship_private.is_offer(v_offers -> v_place) then
      return false;
    end if;
  end loop;
  for v_place in 0 .. jsonb_array_length(v_marks) - 1 loop
    if (
      ship_private.whole_number(v_marks -> v_place -> 'build') > 0
      and jsonb_typeof(v_marks -> v_place -> 'severity') = 'string'
    ) is not true then
      return false;
    end if;
  end loop;
  return true;
end;
$$;

revoke all on function ship_private.is_feed(jsonb) from public, anon, authenticated, service_role;

comment on function ship_private.is_feed(jsonb) is
  'Whether a JSON value is a feed of schema 1: every field that it needs, each of its type. Fields that are not known are ignored, so new servers break no old app.';
