create function ship_private.answer_ping(nonce uuid)
returns boolean
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because pings are written by nobody directly
declare
  v_away text := ship_private.look_for_home();
begin
  if v_away is not null then
    raise exception using
      errcode = 'PT409',
      message = 'project_away',
      detail  = format('these functions are not those of the project of this database (%s)', v_away),
      hint    = 'Deploy the functions to the project of this database, or adopt it: slipway repair --adopt.';
  end if;

  update ship_private.pings
  set answered_at = coalesce(pings.answered_at, clock_timestamp())
  where pings.nonce = answer_ping.nonce;
  if not found then
    raise exception using
      errcode = 'PT404',
      message = 'ping_unknown',
      detail  = 'this database has sent no such ping',
      hint    = 'Another database called these functions: check project_url in its vault.';
  end if;
  return true;
end;
$$;

revoke all on function ship_private.answer_ping(uuid) from public, anon, authenticated, service_role;
grant execute on function ship_private.answer_ping(uuid) to service_role;

comment on function ship_private.answer_ping(uuid) is
  'A function that was called with a nonce shows that it works on the database that sent it.';
