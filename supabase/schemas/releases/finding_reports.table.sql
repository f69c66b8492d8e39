create table ship.finding_reports (
  id bigint generated always as identity primary key,
  source text not null,
  opened jsonb not null,
  healed jsonb not null,
  news jsonb not null default '[]',
  reported_at timestamptz not null default clock_timestamp(),
  constraint finding_report_is_lists
    check (jsonb_typeof(opened) = 'array' and jsonb_typeof(healed) = 'array' and jsonb_typeof(news) = 'array'),
  constraint finding_report_has_news
    check (opened <> '[]' or healed <> '[]' or news <> '[]')
);

create index finding_reports_reported_at_idx on ship.finding_reports (reported_at);

alter table ship.finding_reports enable row level security;
revoke all on ship.finding_reports from public, anon, authenticated, service_role;
revoke all on sequence ship.finding_reports_id_seq from public, anon, authenticated, service_role;
grant select on ship.finding_reports to service_role;

comment on table ship.finding_reports is
  'What the chat hears of findings: written down as it was then, so that a retry says the same and cuts the same parts.';
comment on column ship.finding_reports.news is 'Sentences about what is no finding, as which commit a host runs.';
