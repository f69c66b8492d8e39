\echo Use "create extension pg_cron" to load this file. \quit

create schema cron;

create table cron.job (
  jobid bigserial primary key,
  schedule text not null,
  command text not null,
  nodename text not null default 'localhost',
  nodeport integer not null default pg_catalog.current_setting('port')::integer,
  database text not null default pg_catalog.current_database(),
  username text not null default current_user,
  active boolean not null default true,
  jobname text,
  constraint jobname_username_uniq unique (jobname, username)
);

create table cron.job_run_details (
  jobid bigint,
  runid bigserial primary key,
  job_pid integer,
  database text,
  username text,
  command text,
  status text,
  return_message text,
  start_time timestamptz,
  end_time timestamptz
);

alter table cron.job enable row level security;
create policy cron_job_policy on cron.job using (username = current_user);

alter table cron.job_run_details enable row level security;
create policy cron_job_run_details_policy on cron.job_run_details using (username = current_user);

-- A list of numbers, names and ranges, as the original reads it: a range may run backwards, which is never; a step belongs to a
-- range or a star, and is no larger than the field's last number.
create function cron._is_field(field text, lowest integer, highest integer, names text[])
returns boolean
language plpgsql
immutable
as $$
declare
  v_part text;
  v_match text[];
  v_from integer;
  v_to integer;
begin
  foreach v_part in array pg_catalog.string_to_array(_is_field.field, ',') loop
    v_match := pg_catalog.regexp_match(pg_catalog.lower(v_part), '^(?:(\*)|([a-z]{3}|\d{1,9})(?:-([a-z]{3}|\d{1,9}))?)(?:/(\d{1,9}))?$');
    if v_match is null or (v_match[4]::integer not between 1 and highest) then
      return false;
    end if;
    continue when v_match[1] is not null;
    v_from := coalesce(lowest + pg_catalog.array_position(names, v_match[2]) - 1, case when v_match[2] ~ '^\d' then v_match[2]::integer end);
    v_to := coalesce(lowest + pg_catalog.array_position(names, v_match[3]) - 1, case when v_match[3] ~ '^\d' then v_match[3]::integer end);
    if (v_from between lowest and highest) is not true then
      return false;
    end if;
    if v_match[3] is not null and (v_to between lowest and highest) is not true then
      return false;
    end if;
    if v_match[4] is not null and v_match[3] is null then
      return false;
    end if;
  end loop;
  return _is_field.field <> '';
end;
$$;

-- Accepted as in the original: whatever follows the fifth field, `@reboot`, names of schedules in lower case only, `10seconds`.
create function cron._check_schedule(schedule text)
returns void
language plpgsql
immutable
as $$
declare
  v_line text := pg_catalog.split_part(pg_catalog.ltrim(_check_schedule.schedule, E' \t\n'), E'\n', 1);
  v_fields text[] := pg_catalog.regexp_split_to_array(v_line, '[ \t]+');
begin
  -- the number stays below 60, and only the plural may have blanks behind it
  if pg_catalog.substring(pg_catalog.lower(_check_schedule.schedule), '^\s*\+?0*(\d{1,2})\s*second(?:s\s*)?$')::integer between 1 and 59 then
    return;
  end if;
  if v_fields[1] in ('@reboot', '@restart', '@yearly', '@annually', '@monthly', '@weekly', '@daily', '@midnight', '@hourly') then
    return;
  end if;
  if pg_catalog.octet_length(_check_schedule.schedule) < 1000
    and pg_catalog.array_length(v_fields, 1) >= 5
    and cron._is_field(v_fields[1], 0, 59, '{}')
    and cron._is_field(v_fields[2], 0, 23, '{}')
    and (v_fields[3] = '$' or cron._is_field(v_fields[3], 1, 31, '{}'))
    and cron._is_field(v_fields[4], 1, 12, '{jan,feb,mar,apr,may,jun,jul,aug,sep,oct,nov,dec}')
    and cron._is_field(v_fields[5], 0, 7, '{sun,mon,tue,wed,thu,fri,sat}')
  then
    return;
  end if;
  raise exception using
    errcode = 'invalid_parameter_value',
    message = pg_catalog.format('invalid schedule: %s', _check_schedule.schedule),
    hint = 'Use cron format (e.g. 5 4 * * *), or interval format ''[1-59] seconds''';
end;
$$;

-- The original raises its own complaints, about NULLs, other roles and jobs that are not there, as internal errors.
create function cron._refuse(message text)
returns void
language plpgsql
as $$
begin
  raise exception using errcode = 'internal_error', message = _refuse.message;
end;
$$;

-- The worker holds the schedules in memory: it is told at commit that they changed.
create function cron.job_cache_invalidate()
returns trigger
language plpgsql
as $$
begin
  perform pg_catalog.pg_notify('pg_cron_changed', '');
  return null;
end;
$$;

create trigger cron_job_cache_invalidate
after insert or update or delete or truncate on cron.job
for each statement
execute function cron.job_cache_invalidate();

create function cron._put_job(
  is_named boolean,
  job_name text,
  schedule text,
  command text,
  database text,
  username text,
  active boolean
)
returns bigint
language plpgsql
security definer
set search_path = ''
as $$
-- definer: because callers may only read cron.job
declare
  v_id bigint;
begin
  perform cron._refuse(problem.name || ' can not be NULL')
  from (
    values
      (1, 'job_name', _put_job.is_named and _put_job.job_name is null),
      (2, 'schedule', _put_job.schedule is null),
      (3, 'command', _put_job.command is null)
  ) as problem (place, name, is_there)
  where problem.is_there
  order by problem.place
  limit 1;
  perform cron._check_schedule(_put_job.schedule);

  insert into cron.job as job (jobname, schedule, command, database, username, active)
  values (
    _put_job.job_name,
    _put_job.schedule,
    _put_job.command,
    coalesce(_put_job.database, pg_catalog.current_database()),
    _put_job.username,
    _put_job.active
  )
  -- a job that was switched off stays off
  on conflict on constraint jobname_username_uniq do update
  set
    schedule = excluded.schedule,
    command = excluded.command,
    database = excluded.database
  returning jobid into v_id;
  return v_id;
end;
$$;

create function cron._drop_job(job_id bigint, job_name text, caller text)
returns boolean
language plpgsql
security definer
set search_path = ''
as $$
-- definer: because callers may only read cron.job
declare
  v_job cron.job;
begin
  -- by name among one's own, by id among all
  select *
  into v_job
  from cron.job
  where job.jobid = _drop_job.job_id
    or (job.jobname = _drop_job.job_name and job.username = _drop_job.caller);

  if not found then
    perform cron._refuse(pg_catalog.format(
      'could not find valid entry for job %s',
      coalesce(_drop_job.job_id::text, pg_catalog.quote_literal(_drop_job.job_name))
    ));
  end if;
  if v_job.username <> _drop_job.caller and not pg_catalog.has_table_privilege(_drop_job.caller, 'cron.job', 'delete') then
    raise exception using errcode = 'insufficient_privilege', message = 'permission denied for table job';
  end if;
  delete from cron.job
  where job.jobid = v_job.jobid;
  return true;
end;
$$;

create function cron._change_job(
  job_id bigint,
  schedule text,
  command text,
  database text,
  username text,
  active boolean,
  caller text
)
returns void
language plpgsql
security definer
set search_path = ''
as $$
-- definer: because callers may only read cron.job
begin
  if _change_job.job_id is null then
    perform cron._refuse('job_id can not be NULL');
  end if;
  if coalesce(_change_job.schedule, _change_job.command, _change_job.database, _change_job.username, _change_job.active::text) is null then
    perform cron._refuse('no updates specified');
  end if;
  if _change_job.schedule is not null then
    perform cron._check_schedule(_change_job.schedule);
  end if;

  update cron.job
  set
    schedule = coalesce(_change_job.schedule, job.schedule),
    command = coalesce(_change_job.command, job.command),
    database = coalesce(_change_job.database, job.database),
    username = coalesce(_change_job.username, job.username),
    active = coalesce(_change_job.active, job.active)
  where jobid = _change_job.job_id
    and (
      job.username = _change_job.caller
      or (select rolsuper from pg_catalog.pg_roles where rolname = _change_job.caller)
    );

  if not found then
    perform cron._refuse(pg_catalog.format('Job %s does not exist or you don''t own it', _change_job.job_id));
  end if;
end;
$$;

-- Whoever names a role must be a superuser, also who names his own; the role must be able to log in.
create function cron._checked_username(username text, caller text, what text)
returns text
language plpgsql
stable
as $$
declare
  v_can_login boolean;
begin
  if _checked_username.username is null then
    return _checked_username.caller;
  end if;
  if (select rolsuper from pg_catalog.pg_roles where rolname = _checked_username.caller) is not true then
    perform cron._refuse('must be superuser to ' || _checked_username.what);
  end if;
  select rolcanlogin
  into v_can_login
  from pg_catalog.pg_roles
  where rolname = _checked_username.username;
  if v_can_login is not true then
    perform cron._refuse(pg_catalog.format(
      case when v_can_login is null then 'role "%s" does not exist' else 'role "%s" can not log in' end,
      _checked_username.username
    ));
  end if;
  return _checked_username.username;
end;
$$;

-- STRICT as the original: a NULL makes no job and no error, unlike in the functions that take a name.
create function cron.schedule(schedule text, command text)
returns bigint
language sql
strict
as $$
  select cron._put_job(false, null, schedule.schedule, schedule.command, null, current_user, true);
$$;

create function cron.schedule(job_name text, schedule text, command text)
returns bigint
language sql
as $$
  select cron._put_job(true, schedule.job_name, schedule.schedule, schedule.command, null, current_user, true);
$$;

create function cron.schedule_in_database(
  job_name text,
  schedule text,
  command text,
  database text,
  username text default null,
  active boolean default true
)
returns bigint
language sql
as $$
  select cron._put_job(
    true,
    schedule_in_database.job_name,
    schedule_in_database.schedule,
    schedule_in_database.command,
    schedule_in_database.database,
    cron._checked_username(schedule_in_database.username, current_user, 'create a job for another role'),
    coalesce(schedule_in_database.active, true)
  );
$$;

create function cron.alter_job(
  job_id bigint,
  schedule text default null,
  command text default null,
  database text default null,
  username text default null,
  active boolean default null
)
returns void
language sql
as $$
  select cron._change_job(
    alter_job.job_id,
    alter_job.schedule,
    alter_job.command,
    alter_job.database,
    case when alter_job.username is not null then cron._checked_username(alter_job.username, current_user, 'alter username') end,
    alter_job.active,
    current_user
  );
$$;

create function cron.unschedule(job_id bigint)
returns boolean
language sql
strict
as $$
  select cron._drop_job(unschedule.job_id, null, current_user);
$$;

create function cron.unschedule(job_name text)
returns boolean
language sql
strict
as $$
  select cron._drop_job(null, unschedule.job_name, current_user);
$$;

-- Only postgres enters the schema; it reads cron.job and changes it through the functions.
grant usage on schema cron to postgres with grant option;
grant select on cron.job to postgres with grant option;
grant select, delete on cron.job_run_details to postgres with grant option;

-- Tells a worker that started before the extension existed.
select pg_catalog.pg_notify('pg_cron_changed', '');
