create function ship_private.next_run(cron text, tz text, after timestamptz)
returns timestamptz
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  -- a 29th of February that is a Monday as well may be forty years away
  c_days constant integer := 41 * 366;
  v_fields text[] := regexp_split_to_array(btrim(next_run.cron), '\s+');
  v_minutes integer[];
  v_hours integer[];
  v_days integer[];
  v_months integer[];
  v_weekdays integer[];
  v_is_each boolean;
  v_is_day boolean;
  v_is_weekday boolean;
  v_local timestamp;
  v_day date;
  v_last date;
  v_found timestamptz;
  v_found_on date;
begin
  v_minutes := ship_private.cron_values(v_fields[1], 0, 59, '{}');
  v_hours := ship_private.cron_values(v_fields[2], 0, 23, '{}');
  v_days := ship_private.cron_values(v_fields[3], 1, 31, '{}');
  v_months := ship_private.cron_values(v_fields[4], 1, 12, '{jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec}');
  v_weekdays := ship_private.cron_values(v_fields[5], 0, 7, '{sun,mon,tue,wed,thu,fri,sat}');
  if (cardinality(v_fields) = 5 and cardinality(v_minutes) * cardinality(v_hours) * cardinality(v_days) * cardinality(v_months)
    * cardinality(v_weekdays) > 0) is not true
  then
    raise exception using
      errcode = 'PT422',
      message = 'cron_invalid',
      detail  = case
        when cardinality(v_fields) = 6 then format('"%s" has six fields: seconds are not meant', left(next_run.cron, 200))
        else format('"%s" is no line of cron', left(next_run.cron, 200))
      end,
      hint    = 'Five fields: minute, hour, day of the month, month, day of the week, as 30 3 * * 1-5.';
  end if;
  -- 7 is Sunday as well
  v_weekdays := array(select weekday % 7 from unnest(v_weekdays) as weekday);
  -- Vixie cron, crontab(5): either day will do, unless one of the two fields begins with a star
  v_is_each := v_fields[3] like '*%' or v_fields[5] like '*%';

  v_local := next_run.after at time zone next_run.tz;
  -- a time that a clock skips at midnight is on the day before
  v_day := v_local::date - 1;
  v_last := v_day + c_days;
  while v_day <= v_last and (v_found is null or v_day <= v_found_on + 1) loop
    if extract(month from v_day)::integer <> all (v_months) then
      v_day := date_trunc('month', v_day::timestamp + interval '1 month')::date;
      continue;
    end if;
    v_is_day := extract(day from v_day)::integer = any (v_days);
    v_is_weekday := extract(dow from v_day)::integer = any (v_weekdays);
    if (v_is_day and v_is_weekday) or (not v_is_each and (v_is_day or v_is_weekday)) then
      if (v_day + interval '30 hours') at time zone next_run.tz - (v_day - interval '6 hours') at time zone next_run.tz = interval '36 hours' then
        -- no clock changes anywhere near
        select least(v_found, min(v_day + make_time(hour, minute, 0)) at time zone next_run.tz)
        into v_found
        from unnest(v_hours) as hour
        cross join unnest(v_minutes) as minute
        where v_day + make_time(hour, minute, 0) > v_local;
      else
        -- A time that comes twice is meant the first time. One that does not come that day is as much later as the clock was put forward, as
        -- Postgres reads it; but some crons start it when the clock jumps: from then on it is not waited for.
        select least(v_found, min(coalesce(first.at, due.at)))
        into v_found
        from unnest(v_hours) as hour
        cross join unnest(v_minutes) as minute
        cross join lateral (select v_day + make_time(hour, minute, 0) as local) as wanted
        cross join lateral (select wanted.local at time zone next_run.tz as at) as due
        left join lateral (
          select min(due.at - earlier) as at
          from unnest(array['30 minutes', '1 hour', '2 hours']::interval[]) as earlier
          where (due.at - earlier) at time zone next_run.tz = wanted.local
        ) as first on true
        where wanted.local > v_local - interval '3 hours'
          and case
            when due.at at time zone next_run.tz = wanted.local then coalesce(first.at, due.at) > next_run.after
            else wanted.local > v_local
          end;
      end if;
      v_found_on := coalesce(v_found_on, case when v_found is not null then v_day end);
    end if;
    v_day := v_day + 1;
  end loop;
  if v_found is null then
    raise exception using
      errcode = 'PT422',
      message = 'cron_invalid',
      detail  = format('"%s" never comes', left(next_run.cron, 200)),
      hint    = 'No such month has that day.';
  end if;
  return v_found;
end;
$$;

revoke all on function ship_private.next_run(text, text, timestamptz) from public, anon, authenticated, service_role;

comment on function ship_private.next_run(text, text, timestamptz) is
  'The first time after an instant that a line of cron names in a time zone. Each time of a day comes once, whatever the clocks do.';
