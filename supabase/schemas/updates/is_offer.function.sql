create function ship_private.is_offer(value jsonb)
returns boolean
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return (
    ship_private.whole_number(is_offer.value -> 'build') > 0
    and jsonb_typeof(is_offer.value -> 'version') = 'string'
    and jsonb_typeof(is_offer.value -> 'channel') = 'string'
    and ship_private.whole_number(is_offer.value -> 'bps') between 0 and 10000
    and jsonb_typeof(is_offer.value -> 'salt') = 'string'
    and char_length(is_offer.value ->> 'salt') between 1 and 200
    and ship_private.instant(is_offer.value -> 'available_at') is not null
    and jsonb_typeof(is_offer.value -> 'severity') = 'string'
    and ship_private.whole_number(is_offer.value -> 'requires_build') >= 0
    and coalesce(jsonb_typeof(is_offer.value -> 'min_os'), 'null') in ('string', 'null')
    and coalesce(jsonb_typeof(is_offer.value -> 'max_os'), 'null') in ('string', 'null')
    and coalesce(jsonb_typeof(is_offer.value -> 'url'), 'null') in ('string', 'null')
    and coalesce(jsonb_typeof(is_offer.value -> 'notes'), 'null') in ('string', 'null')
    and coalesce(jsonb_typeof(is_offer.value -> 'notes_url'), 'null') in ('string', 'null')
  ) is true;
end;
$$;

revoke all on function ship_private.is_offer(jsonb) from public, anon, authenticated, service_role;

comment on function ship_private.is_offer(jsonb) is 'Whether a JSON value is an offer of a feed: every field that it needs, each of its type. Others are ignored.';
