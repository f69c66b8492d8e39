select plan(13);

create temp table first as select find('tag:v1', 'rules:main') as report;
select is(
  (select jsonb_path_query_array(report, '$.opened[*].key') from first), '["rules:main", "tag:v1"]', 'what opened'
);
select is((select report -> 'opened' from first), (select report -> 'open' from first), 'is open');
select is((select report -> 'healed' from first), '[]', 'nothing healed');
select ship.link_finding('sentry', 'tag:v1', 'https://host.test/issues/7');
create temp table second as select find('tag:v1') as report;
select is((select report -> 'opened' from second), '[]', 'what is still broken is no news');
select is((select jsonb_path_query_array(report, '$.healed[*].key') from second), '["rules:main"]', 'what is not named has healed');
select is(
  (select jsonb_path_query_array(report, '$.open[*].issue_url') from second), '["https://host.test/issues/7"]', 'where it is tracked stays'
);
select is(find('tag:v1') -> 'healed', '[]', 'what healed has healed once');
select ship.record_findings('checks', '[]');
select is((select count(*) from ship.invariants where healed_at is null), 1::bigint, 'one source says nothing of the other''s');
create temp table third as select find() as report;
select is(
  (select jsonb_path_query_array(report, '$.healed[*].issue_url') from third), '["https://host.test/issues/7"]', 'what heals says what to close'
);
create temp table fourth as select find('tag:v1') as report;
select is((select jsonb_path_query_array(report, '$.opened[*].issue_url') from fourth), '[null]', 'what breaks again is another story');
select is(
  (select first_seen_at > (select (report -> 'opened' -> 1 ->> 'first_seen_at')::timestamptz from first) from ship.invariants where key = 'tag:v1'),
  true, 'from then on'
);
select is(
  jsonb_path_query_array(ship.release_status(), '$.findings[*].key'), '["tag:v1", "rules:main"]', 'the status shows the open ones first'
);
select is(
  audited('finding.%'),
  array[
    'finding.opened', 'finding.opened', 'finding.linked', 'finding.healed', 'finding.healed', 'finding.opened'
  ],
  'all of it is chained'
);

select * from finish();
