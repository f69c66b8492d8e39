create view ship.deployed
with (security_invoker = true)
as
select distinct on (deployments.environment, deployments.component_key)
  deployments.environment,
  deployments.component_key,
  deployments.build,
  deployments.version,
  deployments.commit_sha,
  deployments.finished_at as verified_at,
  deployments.verified_by,
  deployments.id as deployment_id
from ship.deployments
where deployments.outcome = 'verified'
order by deployments.environment, deployments.component_key, deployments.finished_at desc, deployments.id;

revoke all on ship.deployed from public, anon, authenticated, service_role;
grant select on ship.deployed to service_role;

comment on view ship.deployed is 'The last verified build of each component in each environment: what runs where.';
