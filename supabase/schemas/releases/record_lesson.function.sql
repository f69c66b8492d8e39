create function ship_private.record_lesson(source text, key text, lesson text, actor text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because findings are written by nobody directly
declare
  v_before ship.invariants;
  v_finding ship.invariants;
begin
  select *
  into v_before
  from ship.invariants
  where invariants.source = record_lesson.source
    and invariants.key = record_lesson.key
  for update;
  if not found then
    raise exception using
      errcode = 'PT404',
      message = 'finding_unknown',
      detail  = format('%L has no finding %L', left(record_lesson.source, 48), left(record_lesson.key, 200)),
      hint    = 'slipway sentry --history lists them.';
  end if;

  update ship.invariants
  set lesson = nullif(btrim(record_lesson.lesson), '')
  where invariants.source = v_before.source
    and invariants.key = v_before.key
  returning * into v_finding;
  if v_finding.lesson is distinct from v_before.lesson then
    perform ship_private.act_as(record_lesson.actor);
    insert into ship_private.audit_inbox (actor, action, subject, detail)
    values (
      ship_private.current_actor(), 'finding.lesson', v_finding.source,
      jsonb_strip_nulls(jsonb_build_object('key', v_finding.key, 'lesson', v_finding.lesson, 'before', v_before.lesson))
    );
    perform ship_private.act_as(null);
  end if;
  return ship_private.describe_finding(v_finding);
end;
$$;

revoke all on function ship_private.record_lesson(text, text, text, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.record_lesson(text, text, text, text) to service_role;

comment on function ship_private.record_lesson(text, text, text, text) is
  'What was learned from a finding, open or healed; null takes it back. It stays when the same breaks again, and its row is not forgotten.';
