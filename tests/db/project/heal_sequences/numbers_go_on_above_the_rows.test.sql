select plan(8);
select given_ios();
select given_devices(5);
select move('ios', 131);
select begin('ios');

create function pg_temp.forget_sequences()
returns void
language plpgsql
as $$
declare
  v_name text;
begin
  for v_name in
    select schemaname || '.' || sequencename
    from pg_sequences
    where schemaname in ('ship', 'ship_private')
      and sequencename <> 'audit_inbox_id_seq'
  loop
    perform setval(v_name, 1, false);
  end loop;
end;
$$;

select pg_temp.forget_sequences();
select fails_with($$select move('ios', 132)$$, '23505', 'deliveries_pkey', 'what a restore without setval leaves behind');
select ship.sweep();
select lives_ok($$select move('ios', 132)$$, 'the sweep heals it');
select is(
  (select array_agg(subject order by subject) from ship_private.audit_inbox where action = 'sequence.healed'),
  array['ship.build_moves', 'ship.deliveries', 'ship.device_push_tokens', 'ship.push_runs', 'ship.ships'],
  'and names what was behind; a ship''s token rises as before'
);
select is(ship_private.heal_sequences(), 0, 'what is right stays as it is');

select pg_temp.forget_sequences();
select is(
  ship.register_device('ios', 'abcd') ->> 'registered', 'true', 'a registration does not wait for the sweep'
);
select is((select max(id) from ship.device_push_tokens), 6::bigint, 'it got the next number');
select setval('ship.device_push_tokens_id_seq', 5);
select is(ship.register_device('ios', 'cdef') ->> 'registered', 'true', 'nor when the number that was taken was the last');
select is(ship.register_device('ios', 'abcd') ->> 'registered', 'true', 'a repeat is the same device');

select * from finish();
