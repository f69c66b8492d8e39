create function ship_private.parse_manifest(manifest jsonb, only_components text[])
returns ship_private.manifest_entry[]
language plpgsql
stable
security invoker
set search_path = ''
as $$
declare
  v_problems text[];
  v_entries ship_private.manifest_entry[];
begin
  v_problems := ship_private.manifest_problems(parse_manifest.manifest, parse_manifest.only_components);
  if cardinality(v_problems) > 0 then
    raise exception using
      errcode = 'PT422',
      message = 'manifest_invalid',
      detail  = array_to_string(v_problems, '; '),
      hint    = 'Correct version.json; nothing was changed.';
  end if;

  with ordered as (
    select
      entry.key,
      entry.value,
      -- what order leaves out comes last, in natural order
      coalesce(
        place.ordinality,
        10000 + row_number() over (
          partition by place.ordinality is null
          order by ship_private.natural_sort_key(entry.key) collate "C"
        )
      )::integer as position,
      (entry.value ->> 'build')::numeric::bigint as build
    from jsonb_each(parse_manifest.manifest -> 'components') as entry
    left join jsonb_array_elements_text(coalesce(parse_manifest.manifest -> 'order', '[]')) with ordinality as place
      on place.value = entry.key
  ),
  judged as (
    select
      ordered.*,
      components.build as previous,
      components.version as deployed_version,
      coalesce(ordered.key = any (parse_manifest.only_components), true)
        and not ship_private.is_rolled_back(ordered.key, ordered.build)
        and not ship_private.is_rolling(ordered.key, ordered.build) as is_raised
    from ordered
    left join ship.components on components.key = ordered.key
  )
  select array_agg(
    row(
      judged.key,
      judged.position,
      coalesce(judged.value ->> 'label', judged.key),
      judged.value ->> 'name',
      judged.value ->> 'kind',
      judged.value ->> 'host',
      judged.value #>> '{paths,0}',
      judged.value ->> 'description',
      -- a version travels with its build: what this call does not deploy keeps the one that is deployed
      case
        when judged.previous <> judged.build and not judged.is_raised
          then judged.deployed_version
        else coalesce(judged.value ->> 'version', '0.0.0')
      end,
      judged.value ? 'store',
      ship_private.store_url(judged.value -> 'store'),
      array(select distinct jsonb_array_elements_text(coalesce(judged.value #> '{apns,topics}', '[]'))),
      coalesce(judged.value #>> '{apns,key}', 'default'),
      coalesce(judged.value #> '{apns,alerts}', '{}'),
      judged.build,
      judged.previous,
      judged.is_raised
    )::ship_private.manifest_entry
    order by judged.position, judged.key
  )
  into v_entries
  from judged;
  return v_entries;
end;
$$;

revoke all on function ship_private.parse_manifest(jsonb, text[]) from public, anon, authenticated, service_role;

comment on function ship_private.parse_manifest(jsonb, text[]) is 'version.json as rows; everything that is wrong with it is reported at once.';
