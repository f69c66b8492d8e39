create function ship_private.keys_sweep()
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_before timestamptz;
  v_news jsonb;
begin
  select clock_timestamp() - key_policy.remind_after
  into v_before
  from ship.key_policy
  where key_policy.is_only_row;

  -- names whose youngest key has grown old, unless somebody is at it
  with due as (
    update ship.keys
    set reminded_at = clock_timestamp()
    where keys.state = 'live'
      and keys.reminded_at is null
      and keys.added_at <= v_before
      and ship_private.key_rotation_due_at(keys.key_name) <= clock_timestamp()
      and not exists (
        select
        from ship.key_rotations
        where key_rotations.key_name = keys.key_name
          and key_rotations.ended_at is null
      )
    returning keys.key_name, keys.added_at
  ),
  named as (
    select due.key_name, max(due.added_at) as since
    from due
    group by due.key_name
  ),
  written as (
    insert into ship_private.audit_inbox (actor, action, subject, detail)
    select 'sweep', 'key.rotation_due', named.key_name, jsonb_build_object('since', named.since)
    from named
    order by named.key_name
    returning subject
  )
  select jsonb_agg(
    format(
      'The key %s is in use since %s: rotate it with slipway keys rotate %s', named.key_name,
      to_char(named.since at time zone 'UTC', 'YYYY-MM-DD'), named.key_name
    )
    order by named.key_name
  )
  into v_news
  from named
  where exists (select from written where written.subject = named.key_name);
  if v_news is not null then
    perform ship_private.notify_chats_of_news('keys', v_news);
  end if;
end;
$$;

revoke all on function ship_private.keys_sweep() from public, anon, authenticated, service_role;

comment on function ship_private.keys_sweep() is
  'Says once of each key that its rotation is due: in the audit log and the chat. Never while a rotation of it is open.';
