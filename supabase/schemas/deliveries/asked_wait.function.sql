create function ship_private.asked_wait(seconds numeric)
returns interval
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  -- least() passes over null
  return case
    when asked_wait.seconds is not null then make_interval(secs => greatest(least(asked_wait.seconds, 86400), 0)::double precision)
  end;
end;
$$;

revoke all on function ship_private.asked_wait(numeric) from public, anon, authenticated, service_role;

comment on function ship_private.asked_wait(numeric) is
  'How long somebody asked us to wait, a day at most: what a server says must never be more than an interval can hold. Null when it said nothing.';
