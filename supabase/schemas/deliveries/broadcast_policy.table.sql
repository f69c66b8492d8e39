create table ship.broadcast_policy (
  is_only_row boolean primary key default true,
  is_early boolean not null default false,
  constraint broadcast_policy_has_one_row
    check (is_only_row)
);

insert into ship.broadcast_policy default values;

alter table ship.broadcast_policy enable row level security;
revoke all on ship.broadcast_policy from public, anon, authenticated, service_role;
grant select on ship.broadcast_policy to service_role;

comment on table ship.broadcast_policy is 'How broadcasts go out, in one row.';
comment on column ship.broadcast_policy.is_early is
  'The move''s own transaction broadcasts as well, so that no nap of pg_net delays it; every move then costs two messages per subscriber.';
