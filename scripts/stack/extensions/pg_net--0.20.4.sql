\echo Use "create extension pg_net" to load this file. \quit

create schema net;

create domain net.http_method as text
  check (upper(value) in ('GET', 'POST', 'DELETE'));

create type net.request_status as enum ('PENDING', 'SUCCESS', 'ERROR');

create type net.http_response as (
  status_code integer,
  headers jsonb,
  body text
);

create type net.http_response_result as (
  status net.request_status,
  message text,
  response net.http_response
);

-- Unlogged as in the original: a crash empties both tables and restarts the ids at 1.
create unlogged table net.http_request_queue (
  id bigserial,
  method net.http_method not null,
  url text not null,
  headers jsonb,
  body bytea,
  timeout_milliseconds integer not null
);

create unlogged table net._http_response (
  id bigint,
  status_code integer,
  content_type text,
  headers jsonb,
  content text,
  timed_out boolean,
  error_msg text,
  created timestamptz not null default now()
);

create index on net._http_response (created);

-- A notification is sent at commit, once per transaction, and not at all on rollback: the promise of the original's wake.
create function net.wake()
returns void
language plpgsql
as $$
begin
  perform pg_catalog.pg_notify('pg_net_wake', '');
end;
$$;

create function net._urlencode_string(string text)
returns text
language sql
immutable
strict
as $$
  select coalesce(
    pg_catalog.string_agg(
      case
        when octet.value in (45, 46, 95, 126)
          or octet.value between 48 and 57
          or octet.value between 65 and 90
          or octet.value between 97 and 122
          then pg_catalog.chr(octet.value)
        else '%' || pg_catalog.upper(pg_catalog.lpad(pg_catalog.to_hex(octet.value), 2, '0'))
      end,
      '' order by octet.place
    ),
    ''
  )
  from (
    select place, pg_catalog.get_byte(bytes.value, place) as value
    from (select pg_catalog.convert_to(_urlencode_string.string, 'UTF8') as value) as bytes
    cross join lateral pg_catalog.generate_series(0, pg_catalog.length(bytes.value) - 1) as place
  ) as octet;
$$;

-- The checks of the original, which asks libcurl: nothing is trimmed, any scheme of libcurl's is a scheme (the worker then makes no
-- call of ftp and file), one to three slashes are taken for two, and a port may be empty.
create function net._checked_url(url text, params jsonb)
returns text
language plpgsql
immutable
as $$
declare
  v_scheme text := pg_catalog.lower(pg_catalog.substring(url, '^([A-Za-z][A-Za-z0-9+.-]*):'));
  v_slashes text := pg_catalog.substring(url, '^[^:]*:(/*)');
  v_authority text := pg_catalog.substring(url, '^[^:]*:/{1,3}([^/?#]*)');
  v_rest text := pg_catalog.substring(url, '^[^:]*:/{1,3}[^/?#]*(.*)$');
  v_host text := pg_catalog.regexp_replace(v_authority, '^.*@', '');
  v_port text := pg_catalog.substring(v_host, '^(?:\[[^]]*\]|[^:]*):(.*)$');
  v_problem text;
  v_url text;
  v_query text;
begin
  if url is null then
    return null;
  end if;
  v_host := pg_catalog.substring(v_host, '^(\[[^]]*\]|[^:]*)');
  v_problem := case
    when url ~ '[[:cntrl:] ]' then 'Malformed input to a URL function'
    when v_scheme is null then 'Bad scheme'
    when v_scheme not in (
      'http', 'https', 'ftp', 'ftps', 'file', 'dict', 'gopher', 'gophers', 'imap', 'imaps', 'mqtt', 'pop3', 'pop3s', 'rtsp', 'smb', 'smbs',
      'smtp', 'smtps', 'telnet', 'tftp'
    ) then 'Unsupported URL scheme'
    when v_scheme = 'file' then null
    when pg_catalog.length(v_slashes) not between 1 and 3 then 'Unsupported number of slashes following scheme'
    when v_host = '' then 'No host part in the URL'
    when v_port <> '' and (v_port !~ '^[0-9]{1,9}$' or v_port::integer > 65535)
      then 'Port number was not a decimal number between 0 and 65535'
    when v_host ~ '^\[' and v_host !~ '^\[[0-9A-Fa-f:.%]+\]$' then 'Bad IPv6 address'
    when v_host !~ '^\[' and v_host ~ '[]#:?!@{}\\$''"^`*<>=;,[]' then 'Bad hostname'
  end;
  if v_problem is not null then
    raise exception using
      errcode = 'internal_error',
      message = pg_catalog.format('invalid URL "%s": %s', url, v_problem);
  end if;
  if v_scheme = 'file' then
    return url;
  end if;

  v_url := v_scheme || '://' || pg_catalog.regexp_replace(v_authority, ':$', '') || case when v_rest ~ '^/' then '' else '/' end || v_rest;

  -- a parameter without a value is left out
  select pg_catalog.string_agg(net._urlencode_string(param.key) || '=' || net._urlencode_string(param.value), '&')
  into v_query
  from pg_catalog.jsonb_each_text(_checked_url.params) as param
  where param.value is not null;

  if v_query is null then
    return v_url;
  end if;
  return pg_catalog.split_part(v_url, '#', 1)
    || case when v_url ~ '^[^#]*\?' then '&' else '?' end
    || v_query
    || coalesce(pg_catalog.substring(v_url, '#.*$'), '');
end;
$$;

create function net.http_get(
  url text,
  params jsonb default '{}'::jsonb,
  headers jsonb default '{}'::jsonb,
  timeout_milliseconds integer default 5000
)
returns bigint
language plpgsql
volatile
as $$
declare
  v_id bigint;
begin
  insert into net.http_request_queue (method, url, headers, timeout_milliseconds)
  values ('GET', net._checked_url(http_get.url, http_get.params), http_get.headers, http_get.timeout_milliseconds)
  returning id into v_id;

  perform net.wake();
  return v_id;
end;
$$;

create function net.http_post(
  url text,
  body jsonb default '{}'::jsonb,
  params jsonb default '{}'::jsonb,
  headers jsonb default '{"Content-Type": "application/json"}'::jsonb,
  timeout_milliseconds integer default 5000
)
returns bigint
language plpgsql
volatile
as $$
declare
  v_id bigint;
  v_headers jsonb := http_post.headers;
  v_content_type text;
begin
  if v_headers is not null then
    select header.value
    into v_content_type
    from pg_catalog.jsonb_each_text(v_headers) as header
    where pg_catalog.lower(header.key) = 'content-type'
    limit 1;

    if v_content_type is null then
      v_headers := v_headers || '{"Content-Type": "application/json"}'::jsonb;
    elsif v_content_type <> 'application/json' then
      raise exception 'Content-Type header must be "application/json"';
    end if;
  end if;

  insert into net.http_request_queue (method, url, headers, body, timeout_milliseconds)
  values (
    'POST',
    net._checked_url(http_post.url, http_post.params),
    v_headers,
    pg_catalog.convert_to(http_post.body::text, 'UTF8'),
    http_post.timeout_milliseconds
  )
  returning id into v_id;

  perform net.wake();
  return v_id;
end;
$$;

create function net.http_delete(
  url text,
  params jsonb default '{}'::jsonb,
  headers jsonb default '{}'::jsonb,
  timeout_milliseconds integer default 5000,
  body jsonb default null
)
returns bigint
language plpgsql
volatile
as $$
declare
  v_id bigint;
begin
  insert into net.http_request_queue (method, url, headers, body, timeout_milliseconds)
  values (
    'DELETE',
    net._checked_url(http_delete.url, http_delete.params),
    http_delete.headers,
    pg_catalog.convert_to(http_delete.body::text, 'UTF8'),
    http_delete.timeout_milliseconds
  )
  returning id into v_id;

  perform net.wake();
  return v_id;
end;
$$;

create function net.worker_restart()
returns boolean
language plpgsql
as $$
begin
  perform net.wake();
  return true;
end;
$$;

create function net.check_worker_is_up()
returns void
language plpgsql
as $$
begin
  if not exists (select from pg_catalog.pg_stat_activity where application_name = 'pg_net worker') then
    raise exception using
      message = 'the pg_net background worker is not up',
      detail = 'the pg_net background worker is down due to an internal error and cannot process requests',
      hint = 'make sure that you didn''t modify any of pg_net internal tables';
  end if;
end;
$$;

create function net.wait_until_running()
returns void
language plpgsql
as $$
begin
  while not exists (select from pg_catalog.pg_stat_activity where application_name = 'pg_net worker') loop
    perform pg_catalog.pg_sleep(0.02);
    perform pg_catalog.pg_stat_clear_snapshot();
  end loop;
end;
$$;

create function net._await_response(request_id bigint)
returns boolean
language plpgsql
as $$
begin
  while not exists (select from net._http_response where id = _await_response.request_id) loop
    perform pg_catalog.pg_sleep(0.05);
  end loop;
  return true;
end;
$$;

create function net._http_collect_response(request_id bigint, async boolean default true)
returns net.http_response_result
language plpgsql
as $$
declare
  v_response net._http_response;
begin
  if not _http_collect_response.async then
    perform net._await_response(_http_collect_response.request_id);
  end if;

  select *
  into v_response
  from net._http_response
  where id = _http_collect_response.request_id;

  if not found and exists (select from net.http_request_queue where id = _http_collect_response.request_id) then
    return ('PENDING', 'request is pending processing', null)::net.http_response_result;
  elsif v_response.id is null then
    return ('ERROR', 'request matching request_id not found', null)::net.http_response_result;
  elsif v_response.error_msg is not null then
    return ('ERROR', v_response.error_msg, null)::net.http_response_result;
  end if;
  return (
    'SUCCESS',
    'ok',
    (v_response.status_code, v_response.headers, v_response.content)::net.http_response
  )::net.http_response_result;
end;
$$;

create function net.http_collect_response(request_id bigint, async boolean default true)
returns net.http_response_result
language plpgsql
as $$
begin
  raise notice 'The net.http_collect_response function is deprecated.';
  return net._http_collect_response(http_collect_response.request_id, http_collect_response.async);
end;
$$;

grant usage on schema net to public;
grant all on all tables in schema net to public;
grant all on all sequences in schema net to public;

-- Tells a worker that started before the extension existed.
select net.wake();
