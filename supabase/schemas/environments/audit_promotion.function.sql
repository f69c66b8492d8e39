create function ship_private.audit_promotion(promotion ship.promotions, action text)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
begin
  perform ship_private.audit_environment(
    audit_promotion.promotion.actor, audit_promotion.action, audit_promotion.promotion.environment,
    jsonb_build_object(
      'promotion', audit_promotion.promotion.id,
      'kind', audit_promotion.promotion.kind,
      'commit_sha', audit_promotion.promotion.commit_sha,
      'previous_sha', audit_promotion.promotion.previous_sha,
      'overrides', nullif(audit_promotion.promotion.overrides, '{}'),
      'reason', audit_promotion.promotion.reason,
      'archive_tag', audit_promotion.promotion.archive_tag
    )
  );
end;
$$;

revoke all on function ship_private.audit_promotion(ship.promotions, text) from public, anon, authenticated, service_role;

comment on function ship_private.audit_promotion(ship.promotions, text) is 'Chains a promotion: overrides with their reasons, and where the branch was before.';
