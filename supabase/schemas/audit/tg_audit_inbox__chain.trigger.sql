create function ship_private.tg_audit_inbox__chain()
returns trigger
language plpgsql
volatile
security definer
set search_path = ''
as $$
-- definer: because nobody may write the log directly
declare
  v_seq bigint;
  v_prev_hash bytea;
  -- What the Data API has verified, else the login; the actor may be any name that a caller gives.
  v_role text := coalesce(
    nullif(nullif(pg_catalog.current_setting('request.jwt.claims', true), '')::jsonb ->> 'role', ''),
    session_user::text
  );
  v_detail jsonb := new.detail;
begin
  if new.actor <> v_role then
    v_detail := v_detail || pg_catalog.jsonb_build_object('role', v_role);
  end if;

  -- Serializes the chain until commit. The tail is read by a later statement, hence with a later snapshot.
  perform pg_catalog.pg_advisory_xact_lock(7547, 2);

  select audit_log.seq, audit_log.row_hash
  into v_seq, v_prev_hash
  from ship.audit_log
  order by audit_log.seq desc
  limit 1;

  v_seq := coalesce(v_seq, 0) + 1;
  v_prev_hash := coalesce(v_prev_hash, pg_catalog.decode(pg_catalog.repeat('00', 32), 'hex'));

  insert into ship.audit_log (seq, at, actor, action, subject, detail, prev_hash, row_hash)
  values (
    v_seq, new.at, new.actor, new.action, new.subject, v_detail, v_prev_hash,
    ship_private.audit_hash(v_prev_hash, v_seq, new.at, new.actor, new.action, new.subject, v_detail)
  )
  -- A snapshot that is older than the tail (repeatable read, serializable) does not show the row that is in the way. Postgres then
  -- raises 40001, which says "try again", where a duplicate key would say "never".
  on conflict (seq) do nothing;
  if not found then
    raise exception using
      errcode = 'serialization_failure',
      message = 'audit_log_moved_on',
      detail  = format('entry %s was written meanwhile', v_seq),
      hint    = 'Run the transaction again.';
  end if;

  delete from ship_private.audit_inbox
  where audit_inbox.id = new.id;
  return null;
end;
$$;

revoke all on function ship_private.tg_audit_inbox__chain() from public, anon, authenticated, service_role;

create constraint trigger _900_chain
  after insert
  on ship_private.audit_inbox
  deferrable initially deferred
  for each row
  execute function ship_private.tg_audit_inbox__chain();

comment on function ship_private.tg_audit_inbox__chain() is
  'At commit each entry becomes the next link: seq is the tail''s plus one, prev_hash is the tail''s row_hash. Beside an actor who is only claimed stands the role that was verified.';
