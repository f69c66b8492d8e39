select plan(3);

select fails_with(
  $$insert into ship.finding_reports (source, opened, healed) values ('sentry', '{}', '[]')$$, '23514', 'finding_report_is_lists'
);
select fails_with(
  $$insert into ship.finding_reports (source, opened, healed, news) values ('hosts', '[]', '[]', '{}')$$, '23514', 'finding_report_is_lists'
);
select fails_with(
  $$insert into ship.finding_reports (source, opened, healed) values ('sentry', '[]', '[]')$$, '23514', 'finding_report_has_news'
);

select * from finish();
