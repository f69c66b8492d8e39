select plan(7);
select given_component('desktop');

create function pg_temp.offer(build bigint, variadic targets text[])
returns void
language sql
as $$
  select ship.offer_build('desktop', offer.build, 'live', 10000);
  select ship.record_artifacts('desktop', offer.build, (
    select jsonb_agg(jsonb_build_object(
      'target', target, 'url', 'https://cdn.test/' || offer.build || '/' || target, 'length', 10, 'sha256', repeat('a', 64),
      'signature', 'signed', 'signature_type', 'minisign'
    ))
    from unnest(offer.targets) as target
  ));
$$;
create function pg_temp.published()
returns text
language sql
as $$
  select string_agg(
    (build ->> 'build') || ':' || (select string_agg(file ->> 'target', ',') from jsonb_array_elements(build -> 'artifacts') as file), ' '
  )
  from jsonb_array_elements(ship.update_artifacts('desktop') -> 'builds') as build;
$$;

select ship.offer_build('desktop', 2, 'live', 10000);
select is(pg_temp.published(), null, 'a build without a file is none');
select pg_temp.offer(3, 'darwin-aarch64', 'windows-x86_64');
select is(pg_temp.published(), '3:darwin-aarch64,windows-x86_64', 'the first one has what it has');
select pg_temp.offer(4, 'windows-x86_64');
select is(pg_temp.published(), '3:darwin-aarch64,windows-x86_64', 'a target is missing: the build before it stays');
select pg_temp.offer(4, 'darwin-aarch64');
select is(pg_temp.published(), '4:darwin-aarch64,windows-x86_64', 'until it has come');
select pg_temp.offer(5, 'darwin-aarch64', 'windows-x86_64', 'linux-x86_64');
select is(pg_temp.published(), '5:darwin-aarch64,linux-x86_64,windows-x86_64', 'one more is no less');
select pg_temp.offer(6, 'darwin-aarch64');
select pg_temp.offer(7, 'darwin-aarch64');
select is(pg_temp.published(), '7:darwin-aarch64', 'missing twice in a row it was dropped on purpose');
select ship.offer_build('desktop', 8, 'live', 10000);
select ship.record_artifacts('desktop', 8, jsonb_build_array(jsonb_build_object(
  'target', 'darwin-aarch64', 'url', 'https://cdn.test/8', 'length', 1, 'sha256', repeat('a', 64)
)));
select is(pg_temp.published(), '7:darwin-aarch64', 'a file without the signature that it had is missing');

select * from finish();
