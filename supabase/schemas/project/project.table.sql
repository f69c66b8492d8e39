-- No row is seeded: what is not known yet has none, so that a dump of the data loads into a new project as it is.
create table ship.project (
  is_only_row boolean primary key default true,
  repository text,
  linked_at timestamptz,
  home_url text,
  home_vault_url text,
  home_database text,
  home_since timestamptz,
  constraint project_has_one_row
    check (is_only_row),
  constraint project_repository_is_named
    check (repository = btrim(repository) and char_length(repository) between 1 and 500 and repository !~ '[[:cntrl:]]'),
  constraint project_repository_matches_link
    check ((repository is null) = (linked_at is null)),
  constraint project_home_is_a_url
    check (home_url ~ '^https?://[^[:space:][:cntrl:]]+[^/]$' and char_length(home_url) <= 500),
  constraint project_home_has_a_since
    check ((home_since is null) = (home_url is null and home_vault_url is null and home_database is null))
);

alter table ship.project enable row level security;
revoke all on ship.project from public, anon, authenticated, service_role;
grant select on ship.project to service_role;

comment on table ship.project is 'Whose control plane this is, in one row at most: the repository that ships here, and where this project is at home.';
comment on column ship.project.repository is
  'Where the repository''s remote is, as github.com/acme/shop; null until the first link.';
comment on column ship.project.home_url is
  'What this project''s functions know as its address. Each home_ column keeps the first that was seen; another one is a copy''s.';
comment on column ship.project.home_vault_url is 'The project_url of the vault, which may be another name of the same project.';
comment on column ship.project.home_database is 'ship_private.database_identity() of the database that these rows belong to.';
