create function ship_private.store_url(store jsonb)
returns text
language sql
immutable
security invoker
set search_path = ''
return case
  when store_url.store ->> 'url' ~ '^(https|itms-beta|itms-apps)://'
    then store_url.store ->> 'url'
  when store_url.store ->> 'app_id' !~ '^[0-9]{5,20}$'
    then null
  -- the form that lands on the app's page in TestFlight; the public App Store page for everybody else
  when store_url.store ->> 'audience' in ('internal', 'external')
    then 'https://beta.itunes.apple.com/v1/app/' || (store_url.store ->> 'app_id')
  else 'https://apps.apple.com/app/id' || (store_url.store ->> 'app_id')
end;

revoke all on function ship_private.store_url(jsonb) from public, anon, authenticated, service_role;

comment on function ship_private.store_url(jsonb) is 'Where a person installs the component: a given url, TestFlight, or the App Store; null when it can''t be told.';
