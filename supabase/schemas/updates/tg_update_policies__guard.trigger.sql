create function ship_private.tg_update_policies__guard()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because the guard reads offers, on which the caller need not have rights
declare
  v_newest bigint := coalesce(ship_private.newest_installable(new.component_key, new.channel), 0);
  v_asked bigint := greatest(new.min_build, coalesce(new.recommended_build, 0));
begin
  if v_asked > v_newest then
    raise exception using
      errcode = 'PT409',
      message = 'policy_not_installable',
      detail  = format(
        'asked for build %s of %s on %s, and the newest that everybody may install is %s',
        v_asked, new.component_key, new.channel, case when v_newest = 0 then 'none' else v_newest::text end
      ),
      hint    = 'Take that build to 100 % first: nobody is blocked without a way out.';
  end if;
  new.updated_at := clock_timestamp();
  return new;
end;
$$;

revoke all on function ship_private.tg_update_policies__guard() from public, anon, authenticated, service_role;

create trigger _200_guard
  before insert or update
  on ship.update_policies
  for each row
  when (current_setting('check_function_bodies') = 'on')
  execute function ship_private.tg_update_policies__guard();

comment on function ship_private.tg_update_policies__guard() is
  'A policy asks for nothing that not everybody who sees the channel may install.';
