create function ship_private.move_detail(field text)
returns text
language plpgsql
stable
security invoker
set search_path = ''
as $$
-- plpgsql, like everything that each move runs: its plans are kept, those of SQL functions are made on every call
begin
  return nullif(current_setting('ship.move', true), '')::jsonb ->> move_detail.field;
end;
$$;

revoke all on function ship_private.move_detail(text) from public, anon, authenticated, service_role;

comment on function ship_private.move_detail(text) is
  'What the running transaction says about the move it makes (reason, commit_sha, actor, notes); null for a hand-made update.';
