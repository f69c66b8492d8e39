create function ship_private.describe_promotion(promotion ship.promotions)
returns jsonb
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return jsonb_build_object(
    'id', describe_promotion.promotion.id,
    'environment', describe_promotion.promotion.environment,
    'kind', describe_promotion.promotion.kind,
    'from_branch', describe_promotion.promotion.from_branch,
    'branch', describe_promotion.promotion.branch,
    'sha', describe_promotion.promotion.commit_sha,
    'previous_sha', describe_promotion.promotion.previous_sha,
    'components', describe_promotion.promotion.components,
    'gates', describe_promotion.promotion.gates,
    'overrides', describe_promotion.promotion.overrides,
    'reason', describe_promotion.promotion.reason,
    'archive_tag', describe_promotion.promotion.archive_tag,
    'ship', describe_promotion.promotion.ship_id,
    'actor', describe_promotion.promotion.actor,
    'state', coalesce(describe_promotion.promotion.outcome, 'open'),
    'started_at', describe_promotion.promotion.started_at,
    'pushed_at', describe_promotion.promotion.pushed_at,
    'finished_at', describe_promotion.promotion.finished_at,
    'deployments', (
      select coalesce(jsonb_agg(ship_private.describe_deployment(deployments) order by deployments.started_at, deployments.id), '[]')
      from ship.deployments
      where deployments.promotion_id = describe_promotion.promotion.id
    )
  );
end;
$$;

revoke all on function ship_private.describe_promotion(ship.promotions) from public, anon, authenticated, service_role;

comment on function ship_private.describe_promotion(ship.promotions) is 'A promotion with everything that it deployed, as the command line reads it.';
