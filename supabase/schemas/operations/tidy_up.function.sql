create function ship_private.tidy_up()
returns timestamptz
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_last_at timestamptz := (select sweeps.tidied_at from ship_private.sweeps where sweeps.is_only_row);
begin
  -- a clock that was put back does not stop it
  if v_last_at between clock_timestamp() - interval '1 minute' and clock_timestamp() then
    return v_last_at;
  end if;
  begin
    perform ship_private.prune();
  exception
    -- tidying up must never take the calls of a sweep back with it
    when others then
      raise warning using message = 'prune_failed', detail = sqlerrm;
  end;

  begin
    perform ship_private.keys_sweep();
  exception
    -- nor may a reminder
    when others then
      raise warning using message = 'key_reminder_failed', detail = sqlerrm;
  end;
  return clock_timestamp();
end;
$$;

revoke all on function ship_private.tidy_up() from public, anon, authenticated, service_role;

comment on function ship_private.tidy_up() is
  'What a sweep does once a minute: forgets what nobody needs, and reminds of old keys. When that was last done.';
