select plan(2);
select given_ios();
set constraints all immediate;
set local request.jwt.claims = '{"role": "service_role"}';
insert into ship_private.audit_inbox (actor, action, subject, detail)
values ('tim@apple.test', 'test.done', 'ios', '{"a": 1}'), ('service_role', 'test.done', 'ios', '{"a": 1}');
select results_eq(
  $$select actor, detail from ship.audit_log where action = 'test.done' order by seq$$,
  $$values
    ('tim@apple.test', '{"a": 1, "role": "service_role"}'::jsonb),
    ('service_role', '{"a": 1}'::jsonb)
  $$,
  'a name that somebody gave has the role beside it that was checked'
);
select is((select count(*) from ship.verify_audit()), 0::bigint, 'and both are part of the chain');
select * from finish();
