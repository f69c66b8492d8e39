create function ship_private.record_back_merge(from_branch text, to_branch text, outcome text, detail jsonb, actor text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because back-merges are written by nobody directly
declare
  v_detail jsonb := coalesce(record_back_merge.detail, '{}');
  v_merge ship.back_merges;
  v_is_new boolean := false;
begin
  perform ship_private.lock_releases();
  select *
  into v_merge
  from ship.back_merges
  where back_merges.from_branch = record_back_merge.from_branch
    and back_merges.to_branch = record_back_merge.to_branch
  order by back_merges.id desc
  limit 1;

  -- a schedule that meets the same conflict every hour writes it once
  if (v_merge.outcome, v_merge.detail) is distinct from (record_back_merge.outcome, v_detail) then
    insert into ship.back_merges (from_branch, to_branch, outcome, detail)
    values (record_back_merge.from_branch, record_back_merge.to_branch, record_back_merge.outcome, v_detail)
    returning * into v_merge;
    v_is_new := true;
    perform ship_private.act_as(record_back_merge.actor);
    insert into ship_private.audit_inbox (actor, action, subject, detail)
    values (
      ship_private.current_actor(), 'back_merge.' || v_merge.outcome, v_merge.from_branch || ' -> ' || v_merge.to_branch, v_merge.detail
    );
    perform ship_private.act_as(null);
  end if;
  return ship_private.describe_back_merge(v_merge) || jsonb_build_object('is_new', v_is_new);
end;
$$;

revoke all on function ship_private.record_back_merge(text, text, text, jsonb, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.record_back_merge(text, text, text, jsonb, text) to service_role;

comment on function ship_private.record_back_merge(text, text, text, jsonb, text) is
  'What became of a back-merge: done, conflict or refused. The same as the last time changes nothing.';
