select plan(11);
select given_component('desktop');

create function pg_temp.offer(build bigint, channel text default 'live', bps integer default 10000)
returns void
language sql
as $$
  select ship.offer_build('desktop', offer.build, offer.channel, offer.bps);
  select ship.record_artifacts('desktop', offer.build, jsonb_build_array(jsonb_build_object(
    'target', 'darwin-universal', 'url', 'https://cdn.test/' || offer.build, 'length', 10, 'sha256', repeat('a', 64), 'sha512', repeat('b', 128),
    'signature', 'signed', 'signature_type', 'ed25519'
  )));
$$;
create function pg_temp.published(channel text default 'live')
returns bigint[]
language sql
as $$
  select array_agg((build ->> 'build')::bigint)
  from jsonb_array_elements(ship.update_artifacts('desktop', published.channel) -> 'builds') as build;
$$;

select pg_temp.offer(10);
select is(
  ship.update_artifacts('desktop') #- '{builds,0,available_at}',
  '{
    "component": "desktop", "channel": "live", "name": "DESKTOP",
    "builds": [{
      "build": 10, "version": "1.0.0", "severity": "normal", "min_os": null, "max_os": null, "notes": null, "notes_url": null,
      "artifacts": [{
        "target": "darwin-universal", "url": "https://cdn.test/10", "length": 10,
        "sha512": "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        "signature": "signed", "signature_type": "ed25519"
      }]
    }]
  }',
  'all that an updater needs'
);
select pg_temp.offer(11, bps => 500);
select is(pg_temp.published(), array[10::bigint], 'not what a share of the devices has');
select pg_temp.offer(12, 'beta');
select is(pg_temp.published(), array[10::bigint], 'not what another channel has');
select is(pg_temp.published('alpha'), array[12::bigint], 'a channel sees the higher ones');
select ship.set_rollout('desktop', 'live', 11, 10000);
select is(pg_temp.published(), array[11::bigint], 'what is complete');
select ship.halt_rollout('desktop', 'live', 11, 'it crashes');
select is(pg_temp.published(), array[10::bigint], 'not what is halted');

select pg_temp.offer(13);
update ship.builds set min_os = '13.0' where build = 13;
select is(pg_temp.published(), array[13, 10]::bigint[], 'below one that does not run everywhere is another one');
select pg_temp.offer(14);
update ship.builds set requires_build = 13 where build = 14;
select is(pg_temp.published(), array[13, 10]::bigint[], 'not what another build must come before');

select fails_with($$select ship.update_artifacts('nobody')$$, 'PT404', 'component_unknown');
select fails_with($$select ship.update_artifacts('desktop', 'gamma')$$, 'PT404', 'channel_unknown');
create temp table told as
select ship.update_artifacts('desktop') as published;
grant select on told to anon;
set local role anon;
select is(ship.update_artifacts('desktop'), (select published from told), 'the same for anon');

select * from finish();
