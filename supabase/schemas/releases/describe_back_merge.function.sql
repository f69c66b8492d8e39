create function ship_private.describe_back_merge(merge ship.back_merges)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'from_branch', describe_back_merge.merge.from_branch,
    'to_branch', describe_back_merge.merge.to_branch,
    'outcome', describe_back_merge.merge.outcome,
    'detail', describe_back_merge.merge.detail,
    'recorded_at', describe_back_merge.merge.recorded_at
  );
end;
$$;

revoke all on function ship_private.describe_back_merge(ship.back_merges) from public, anon, authenticated, service_role;

comment on function ship_private.describe_back_merge(ship.back_merges) is 'A back-merge as callers see it.';
