select plan(6);
select given_ios();
select given_installations(100);
select offer(131, 0);
update ship.offers set bps = 2000 where build = 131;
select is(pushed(), inside(131, 0, 2000), 'its devices are pushed');
select is((select event from ship.announced_changes), 'build-offered', 'apps hear of it');
select ok((select available_at is not null from ship.offers where build = 131), 'and since when is known');
update ship.offers set halted_at = now(), halt_reason = 'crashes' where build = 131;
update ship.offers set halted_at = null, halt_reason = null where build = 131;
update ship.offers set bps = 10000 where build = 131;
select is((select build from ship.components where key = 'ios'), 131::bigint, 'at 100 % the component moves');
select is(pushed(), inside(131, 2000, 10000), 'and the rest is pushed');
select is(
  audited('rollout.%'), '{rollout.started,rollout.changed,rollout.halted,rollout.resumed,rollout.changed}', 'all of it is audited'
);

select * from finish();
