select plan(3);
select given_component('web');
select commit_audit();

set local "request.jwt.claims" = '{"role": "service_role"}';
update ship.push_policy
set batch_size = 10
where is_only_row;
update ship.transports
set is_on = false
where transport = 'telegram';
insert into ship.component_topics (component_key, topic) values ('web', 'test.web');
delete from ship.component_topics
where topic = 'test.web';
update ship.manifest_head
set name = 'Nine'
where is_only_row;
update ship.components
set label = 'site', name = name
where key = 'web';
select commit_audit();

select results_eq(
  $$select action, subject, detail from ship.audit_log where seq > 1 order by seq$$,
  $$
    values
      ('push_policy.update', 'true', '{"batch_size": 10}'::jsonb),
      ('transports.update', 'telegram', '{"is_on": false}'),
      ('component_topics.insert', 'web', '{"component_key": "web", "topic": "test.web", "apns_key": "default"}'),
      ('component_topics.delete', 'web', '{"component_key": "web", "topic": "test.web", "apns_key": "default"}'),
      ('manifest_head.update', 'Nine', '{"name": "Nine"}'),
      ('components.update', 'web', '{"label": "site"}')
  $$,
  'only what changed'
);
select is((select array_agg(distinct actor) from ship.audit_log where seq > 1), array['service_role'], 'by the role of the Data API');

update ship.components
set label = label
where key = 'web';
select commit_audit();
select is((select count(*) from ship.audit_log), 7::bigint, 'a change that changes nothing is none');

select * from finish();
