create table ship.cutover_steps (
  promotion uuid not null,
  host text not null,
  step text not null,
  after_step text generated always as (case step when 'checkout' then 'fetch' when 'reset' then 'checkout' end) stored,
  environment text not null,
  actor text not null,
  done_at timestamptz not null default clock_timestamp(),
  primary key (promotion, host, step),
  constraint cutover_step_follows_the_one_before
    foreign key (promotion, host, after_step) references ship.cutover_steps (promotion, host, step),
  constraint cutover_step_is_known
    check (step in ('fetch', 'checkout', 'reset')),
  constraint cutover_environment_is_a_slug
    check (environment ~ '^[a-z][a-z0-9-]{0,47}$'),
  constraint cutover_host_is_a_slug
    check (host ~ '^[a-z][a-z0-9-]{0,47}$'),
  constraint cutover_actor_is_named
    check (char_length(btrim(actor)) between 1 and 200)
);

create index cutover_steps_after_step_idx on ship.cutover_steps (promotion, host, after_step);
create index cutover_steps_environment_idx on ship.cutover_steps (environment, done_at desc);

alter table ship.cutover_steps enable row level security;
revoke all on ship.cutover_steps from public, anon, authenticated, service_role;
grant select on ship.cutover_steps to service_role;

comment on table ship.cutover_steps is
  'What was done on each host when a branch was reset: fetch, then checkout, then reset, each once, by whom and when.';
comment on column ship.cutover_steps.after_step is 'The step that has to be there already; the foreign key keeps the order.';
