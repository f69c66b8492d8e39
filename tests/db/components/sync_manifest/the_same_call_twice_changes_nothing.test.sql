select plan(3);
select given_ios();

create function pg_temp.sync()
returns setof text
language sql
as $$
  select component || ' ' || changed
  from ship.sync_manifest(
    a_manifest('{
      "ios": {"kind": "ios", "build": 131, "apns": {"topics": ["test.app", "test.beta"]}},
      "web": {"build": 7}
    }'),
    commit_sha => 'abcdef1', actor => 'ci'
  );
$$;
create function pg_temp.state()
returns jsonb
language sql
as $$
  select jsonb_build_object(
    'components', (select jsonb_agg(to_jsonb(components) order by key) from ship.components),
    'topics', (select jsonb_agg(to_jsonb(component_topics) order by topic) from ship.component_topics),
    'moves', (select count(*) from ship.build_moves),
    'announcements', (select count(*) from ship.announcements),
    'deliveries', (select count(*) from ship.deliveries),
    'audit', (select count(*) from ship_private.audit_inbox) + (select count(*) from ship.audit_log)
  );
$$;

select set_eq($$select pg_temp.sync()$$, array['ios true', 'web true'], 'the first call changes');
create temp table before as
select pg_temp.state() as state;

select set_eq($$select pg_temp.sync()$$, array['ios false', 'web false'], 'the second says that nothing changed');
select is(pg_temp.state(), (select state from before), 'and wrote nothing, audit entries included');

select * from finish();
