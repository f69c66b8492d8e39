create function ship_private.is_policy(value jsonb)
returns boolean
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return (
    ship_private.whole_number(is_policy.value -> 'min_build') >= 0
    and ship_private.whole_number(is_policy.value -> 'nudge_every_s') >= 0
    and coalesce(jsonb_typeof(is_policy.value -> 'min_version'), 'null') in ('string', 'null')
    and (
      coalesce(is_policy.value -> 'force_after', 'null') = 'null'
      or ship_private.instant(is_policy.value -> 'force_after') is not null
    )
    and (
      coalesce(is_policy.value -> 'recommended_build', 'null') = 'null'
      or ship_private.whole_number(is_policy.value -> 'recommended_build') is not null
    )
    and coalesce(jsonb_typeof(is_policy.value -> 'message'), 'null') in ('string', 'null')
    and coalesce(jsonb_typeof(is_policy.value -> 'contact_url'), 'null') in ('string', 'null')
  ) is true;
end;
$$;

revoke all on function ship_private.is_policy(jsonb) from public, anon, authenticated, service_role;

comment on function ship_private.is_policy(jsonb) is 'Whether a JSON value is the policy of a feed: every field that it needs, each of its type. Others are ignored.';
