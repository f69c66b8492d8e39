select plan(15);

create temp table held as select begin_release('web') as ship;
create function pg_temp.try(version text)
returns text
language plpgsql
as $$
begin
  perform reserve(ship, 'web', version, 100) from held;
  -- undoes it
  raise exception 'free';
exception
  when others then
    return sqlerrm;
end;
$$;

select is(pg_temp.try('0.0.1-rc.7'), 'free', 'the first may be anything');
select tag('web', '1.2.0'), tag('web', '1.3.0-beta.2');
select is(pg_temp.try('1.2.0-rc.1'), 'channel_lower', 'live has come: no rc of it any more');
select is(pg_temp.try('1.3.0-alpha.9'), 'channel_lower', 'beta has come: no alpha of it any more');
select is(pg_temp.try('1.3.0-beta.1'), 'version_not_higher', 'a channel counts up');
select is(pg_temp.try('1.3.0-beta.3'), 'free', 'by one');
select is(pg_temp.try('1.3.0-beta.7'), 'free', 'or by more');
select is(pg_temp.try('1.3.0-rc.1'), 'free', 'or to the next channel');
select is(pg_temp.try('1.3.0'), 'free', 'or to live at once');
select is(pg_temp.try('1.1.9'), 'version_not_higher', 'nothing below the latest live');
select is(pg_temp.try('1.1.9-alpha.1'), 'version_not_higher', 'on no channel');
select is(pg_temp.try('1.2.1-alpha.1'), 'free', 'below one that is not live yet: a fix of what is live');
select is(pg_temp.try('1.10.0'), 'free', 'ten is above nine');
select cut('tray', '3.0.0-rc.1', 50, 'abandoned');
create temp table tray as select begin_release('tray') as ship;
select lives_ok(
  $$select reserve(ship, 'tray', '3.0.0-alpha.1', 51) from tray$$, 'what was abandoned is no step on the way'
);
select cut('cli', '3.0.0-rc.1', 50, 'abandoned');
select tag('cli', '3.0.0-rc.1');
create temp table cli as select begin_release('cli') as ship;
select fails_with(
  $$select reserve(ship, 'cli', '3.0.0-alpha.1', 51) from cli$$, 'PT409', 'channel_lower', 'unless its tag is there after all'
);
select is(
  detail_of($$select reserve(ship, 'cli', '3.0.0-alpha.1', 51) from cli$$), 'cli has 3.0.0-rc.1 already, asked for 3.0.0-alpha.1', 'what is in the way'
);

select * from finish();
