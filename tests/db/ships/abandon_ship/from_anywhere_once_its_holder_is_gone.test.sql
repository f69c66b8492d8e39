select plan(9);

create temp table held as select begin('dashboard', array['vps'], 'ana@desk') as ship;
create function pg_temp.abandon(reason text, force boolean default false)
returns boolean
language sql
as $$
  select ship.abandon_ship((ship ->> 'ship')::uuid, 'bob@lap', $1, $2) from held;
$$;

select fails_with($$select pg_temp.abandon(' ')$$, 'PT422', 'reason_missing');
select fails_with($$select pg_temp.abandon('in the way')$$, 'PT409', 'lease_held', 'its holder lives');
select let_expire(ship) from held;
select is(pg_temp.abandon('the machine is gone'), true, 'past its time');
select is_empty('select from ship.ship_leases', 'nothing is held');
select is(pg_temp.abandon('twice'), false, 'it was abandoned before');
select fails_with($$select step(ship, 'deploy') from held$$, 'PT409', 'ship_finished', 'a holder that wakes up hears it');
select commit_audit();
select is(
  (select actor || ', ' || (detail ->> 'from_holder') || ', ' || (detail ->> 'was_alive') || ', ' || (detail ->> 'reason')
    from ship.audit_log where action = 'ship.abandoned'),
  'bob@lap, ana@desk, false, the machine is gone', 'who took it from whom, and why'
);

truncate held;
insert into held select begin('dashboard', array['vps'], 'ana@desk');
select is(pg_temp.abandon('stop it', true), true, 'with force also a living one');
select is((select holds(ship) from held), false, 'which its next heartbeat says');

select * from finish();
