select plan(2);
select given_component('ios', 'ios', 130, array['test.app', 'test.old', 'test.used']);
select given_devices(1, 'test.used');

create function pg_temp.sync(topics jsonb)
returns void
language sql
as $$
  select ship.sync_manifest(a_manifest(jsonb_build_object(
    'ios', jsonb_build_object('kind', 'ios', 'build', 130, 'apns', jsonb_build_object('topics', $1))
  )));
$$;

select pg_temp.sync('["test.app", "test.new", "test.new"]');
select set_eq(
  $$select topic from ship.component_topics$$, array['test.app', 'test.new', 'test.used'],
  'adds what is new, drops what is gone, keeps what devices are registered for'
);

delete from ship.device_push_tokens
where topic = 'test.used';
select pg_temp.sync('["test.app"]');
select set_eq($$select topic from ship.component_topics$$, array['test.app'], 'until they are gone');

select * from finish();
