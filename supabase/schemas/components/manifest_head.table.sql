create table ship.manifest_head (
  is_only_row boolean primary key default true,
  name text not null default 'Slipway',
  seq bigint not null default 0,
  constraint manifest_head_has_one_row
    check (is_only_row),
  constraint manifest_head_seq_is_within_53_bits
    check (seq between 0 and 9007199254740991)
);

insert into ship.manifest_head default values;

alter table ship.manifest_head enable row level security;
revoke all on ship.manifest_head from public, anon, authenticated, service_role;
grant select (name, seq) on ship.manifest_head to anon, authenticated;
grant select on ship.manifest_head to service_role;

create policy manifest_head_select_anyone
  on ship.manifest_head
  for select
  to anon, authenticated
  using (true);

comment on table ship.manifest_head is
  'The project''s name and the seq of its last announcement. The row lock taken to raise seq makes seq follow commit order.';
