create function ship_private.is_rolling(component text, build bigint)
returns boolean
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return exists (
    select
    from ship.offers
    where offers.component_key = is_rolling.component
      and offers.build = is_rolling.build
      and offers.channel = 'live'
      and offers.completed_at is null
  );
end;
$$;

revoke all on function ship_private.is_rolling(text, bigint) from public, anon, authenticated, service_role;

comment on function ship_private.is_rolling(text, bigint) is
  'Whether the build is offered on live to less than everybody: a sync must not take it to 100 %, a person or a step does.';
