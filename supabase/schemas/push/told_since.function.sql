create function ship_private.told_since(previous ship.push_runs)
returns timestamptz
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  if (told_since.previous).from_bps = 0 then
    return (told_since.previous).created_at;
  end if;
  -- the last step of a rollout asked only whom no earlier one had asked
  return (
    select min(steps.created_at)
    from ship.push_runs as steps
    where steps.salt = (told_since.previous).salt
      and steps.topic = (told_since.previous).topic
      and steps.apns_environment = (told_since.previous).apns_environment
      and steps.id <= (told_since.previous).id
  );
end;
$$;

revoke all on function ship_private.told_since(ship.push_runs) from public, anon, authenticated, service_role;

comment on function ship_private.told_since(ship.push_runs) is
  'Since when a device must have been as it is to be sure that a finished run, or an earlier step of its rollout, asked it; null without a run.';
