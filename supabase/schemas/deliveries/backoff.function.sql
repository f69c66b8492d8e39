create function ship_private.backoff(base interval, ceiling interval, attempt integer)
returns interval
language sql
volatile
security invoker
set search_path = ''
return least(backoff.ceiling, backoff.base * power(2, least(backoff.attempt - 1, 20))) * (0.5 + random() / 2);

revoke all on function ship_private.backoff(interval, interval, integer) from public, anon, authenticated, service_role;

comment on function ship_private.backoff(interval, interval, integer) is
  'base · 2^(attempt − 1), at most the ceiling, with jitter over its upper half so that retries spread.';
