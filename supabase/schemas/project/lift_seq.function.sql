create function ship_private.lift_seq(out from_seq bigint, out seq bigint)
returns record
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  select manifest_head.seq
  into lift_seq.from_seq
  from ship.manifest_head
  where manifest_head.is_only_row
  for update;
  -- a million announcements a second since 1970
  lift_seq.seq := greatest(
    lift_seq.from_seq,
    (select max(announcements.seq) from ship.announcements),
    floor(extract(epoch from clock_timestamp()))::bigint * 1000000
  );
  update ship.manifest_head
  set seq = lift_seq.seq
  where manifest_head.is_only_row;
end;
$$;

revoke all on function ship_private.lift_seq() from public, anon, authenticated, service_role;

comment on function ship_private.lift_seq() is
  'Takes seq above every number that may have been told since these rows were written, so that no client ignores what comes next.';
