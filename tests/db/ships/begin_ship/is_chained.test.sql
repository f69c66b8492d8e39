select plan(1);

create temp table held as
select ship.begin_ship('ios', 'production', 'ana@desk', 'desk:/clone', array['store'], 115, 'ios') as ship;
select commit_audit();
select results_eq(
  $$select actor, subject, detail from ship.audit_log where action = 'ship.begun'$$,
  $$
    select 'ana@desk', 'ios', jsonb_build_object(
      'ship', ship -> 'ship', 'environment', 'production', 'kind', 'ios', 'token', ship -> 'token', 'build', 115,
      'targets', jsonb_build_array('store'), 'role', session_user
    )
    from held
  $$,
  'who began what, with which token'
);

select * from finish();
