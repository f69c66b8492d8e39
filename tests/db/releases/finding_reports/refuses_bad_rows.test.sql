select plan(2);

select fails_with(
  $$insert into ship.finding_reports (source, opened, healed) values ('sentry', '{}', '[]')$$, '23514', 'finding_report_is_two_lists'
);
select fails_with(
  $$insert into ship.finding_reports (source, opened, healed) values ('sentry', '[]', '[]')$$, '23514', 'finding_report_has_news'
);

select * from finish();
