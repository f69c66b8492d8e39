create function ship_private.natural_sort_key(key text)
returns text
language sql
immutable
security invoker
set search_path = ''
return (
  select string_agg(case when part.piece[1] ~ '^[0-9]' then lpad(part.piece[1], 48, '0') else part.piece[1] end, '' order by part.place)
  from regexp_matches(natural_sort_key.key, '[0-9]+|[^0-9]+', 'g') with ordinality as part (piece, place)
);

revoke all on function ship_private.natural_sort_key(text) from public, anon, authenticated, service_role;

comment on function ship_private.natural_sort_key(text) is 'Sorts keys as people do, web2 before web10; compare it under collation C.';
