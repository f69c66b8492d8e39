select plan(3);
select given_ios();

create temp table attempts as
select
  role, relation, attname::text as "column",
  error_as(role, format('select %I from %s limit 1', attname, relation)) ->> 'state' as state
from unnest(array['anon', 'authenticated']) as role
cross join (
  select oid, oid::regclass::text as relation
  from pg_class
  where relnamespace::regnamespace::text in ('ship', 'ship_private')
    and relkind in ('r', 'p', 'v')
) as relations
join pg_attribute on attrelid = relations.oid and attnum > 0 and not attisdropped;

select cmp_ok((select count(*) from attempts), '>', 300::bigint, 'both roles, every column of every table and view');
select bag_eq(
  $$select relation || '.' || "column" from attempts where state is null$$,
  $$
    select allowed
    from unnest(array[
      'ship.components.key', 'ship.components.position', 'ship.components.label', 'ship.components.name',
      'ship.components.kind', 'ship.components.host', 'ship.components.version', 'ship.components.store_url',
      'ship.components.build', 'ship.components.updated_at', 'ship.components.retired_at', 'ship.manifest_head.name', 'ship.manifest_head.seq',
      'ship.builds.component_key', 'ship.builds.build', 'ship.builds.version', 'ship.builds.requires_build', 'ship.builds.min_os',
      'ship.builds.max_os', 'ship.builds.severity', 'ship.builds.notes', 'ship.builds.notes_url', 'ship.builds.url',
      'ship.offers.component_key', 'ship.offers.channel', 'ship.offers.build', 'ship.offers.salt', 'ship.offers.bps',
      'ship.offers.available_at', 'ship.offers.halted_at', 'ship.offers.withdrawn_at',
      'ship.artifacts.component_key', 'ship.artifacts.build', 'ship.artifacts.target', 'ship.artifacts.url', 'ship.artifacts.length',
      'ship.artifacts.sha256', 'ship.artifacts.sha512', 'ship.artifacts.signature', 'ship.artifacts.signature_type', 'ship.artifacts.recorded_at',
      'ship.update_policies.component_key', 'ship.update_policies.channel', 'ship.update_policies.min_build', 'ship.update_policies.min_version',
      'ship.update_policies.force_after', 'ship.update_policies.recommended_build', 'ship.update_policies.nudge_every',
      'ship.update_policies.message', 'ship.update_policies.contact_url'
    ]) as allowed
    cross join generate_series(1, 2)
  $$,
  'what the manifest and the feed show'
);
select is_empty(
  $$select * from attempts where state is not null and state <> '42501'$$, 'everything else is denied, not merely empty'
);

select * from finish();
