create table ship.environments (
  name text primary key,
  branch text not null,
  project_ref text,
  url text,
  announces boolean not null,
  promoted_from text,
  components text[] not null,
  hosts text[] not null default '{}',
  windows jsonb not null default '[]',
  position integer not null,
  commit_sha text,
  declared_by text not null,
  declared_at timestamptz not null default clock_timestamp(),
  constraint environment_name_is_a_slug
    check (name ~ '^[a-z][a-z0-9-]{0,47}$'),
  constraint environment_branch_is_named
    check (branch ~ '^[^-[:cntrl:][:space:]][^[:cntrl:][:space:]]{0,199}$'),
  constraint environment_project_ref_is_a_ref
    check (project_ref ~ '^[a-z]{20}$'),
  constraint environment_url_is_a_link
    check (url ~ '^https?://[^[:space:]]+$' and char_length(url) <= 2000),
  constraint environment_is_promoted_from_another_branch
    check (promoted_from <> branch),
  constraint environment_components_are_slugs
    check (array_to_string(components, ' ', '') ~ '^([a-z][a-z0-9-]{0,47}( [a-z][a-z0-9-]{0,47})*)?$'),
  constraint environment_hosts_are_slugs
    check (array_to_string(hosts, ' ', '') ~ '^([a-z][a-z0-9-]{0,47}( [a-z][a-z0-9-]{0,47})*)?$'),
  constraint environment_windows_are_a_small_list
    check (jsonb_typeof(windows) = 'array' and octet_length(windows::text) <= 16384),
  constraint environment_commit_is_a_sha
    check (commit_sha ~ '^([0-9a-f]{40}|[0-9a-f]{64})$'),
  constraint environment_declarer_is_named
    check (char_length(btrim(declared_by)) between 1 and 200)
);

-- What the world is told of is what runs in one place.
create unique index environments_announces_where_announcing
  on ship.environments (announces)
  where announces;

alter table ship.environments enable row level security;
revoke all on ship.environments from public, anon, authenticated, service_role;
grant select on ship.environments to service_role;

comment on table ship.environments is
  'Where things are deployed to: the environment, its branch, its Supabase project, its address and its hours, as version.json last said.';
comment on column ship.environments.windows is 'When it may be deployed to without a reason, as version.json has them; always when there are none.';
comment on column ship.environments.commit_sha is 'The commit whose version.json said so.';
