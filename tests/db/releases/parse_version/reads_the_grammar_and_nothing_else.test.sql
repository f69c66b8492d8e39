select plan(5);

select results_eq(
  $$
    select (ship_private.parse_version(version)).*
    from unnest(array['0.0.0', '1.20.300', '1.2.3-alpha.1', '1.2.3-beta.10', '1.2.3-rc.2147483647']) with ordinality as given (version, place)
    order by place
  $$,
  $$
    values
      (0, 0, 0, 'live'::ship.release_channel, 0),
      (1, 20, 300, 'live', 0),
      (1, 2, 3, 'alpha', 1),
      (1, 2, 3, 'beta', 10),
      (1, 2, 3, 'rc', 2147483647)
  $$,
  'what a version says'
);
select is_empty(
  $$
    select version
    from unnest(array[
      '', ' 1.2.3', '1.2.3 ', E'1.2.3\n', 'v1.2.3', '1.2', '1.2.3.4', '01.2.3', '1.02.3', '1.2.03', '-1.2.3', '1.2.x', '1.2.3-', '1.2.3-alpha',
      '1.2.3-alpha.', '1.2.3-alpha.0', '1.2.3-alpha.01', '1.2.3-alpha.1.2', '1.2.3-ALPHA.1', '1.2.3-live.1', '1.2.3-gamma.1',
      '1.2.3+build', '1.2.3-rc.1+5', '2147483648.0.0', '0.0.9999999999', '1.2.3-rc.2147483648', '99999999999999999999.0.0'
    ]) as version
    where ship_private.parse_version(version) is not null
  $$,
  'every other text is none'
);
select is(ship_private.parse_version(null), null, 'nothing stays nothing');
select ok(
  (
    select array_agg(version order by ship_private.parse_version(version)) =
      array['1.2.9', '1.2.10-alpha.2', '1.2.10-alpha.10', '1.2.10-beta.1', '1.2.10-rc.1', '1.2.10', '1.10.0']
    from unnest(array['1.10.0', '1.2.10', '1.2.10-alpha.10', '1.2.10-alpha.2', '1.2.10-beta.1', '1.2.10-rc.1', '1.2.9']) as version
  ),
  'they are ordered by number and by channel, never as text'
);
select is(
  (
    select count(*)
    from (
      select major, minor, patch, channel, n, major || '.' || minor || '.' || patch
        || case channel when 'live' then '' else '-' || channel || '.' || n end as version
      from unnest(array[0, 1, 10, 2147483647]) as major, unnest(array[0, 9, 100]) as minor, unnest(array[0, 2147483646]) as patch,
        unnest(array['alpha', 'beta', 'rc', 'live']::ship.release_channel[]) as channel, unnest(array[1, 10, 2147483647]) as n
    ) as made
    where ship_private.parse_version(version)
      is distinct from row(major, minor, patch, channel, case channel when 'live' then 0 else n end)::ship_private.release_version
  ),
  0::bigint, 'reading what was written gives the same'
);

select * from finish();
