select plan(5);

create function pg_temp.link_of(store jsonb)
returns text
language plpgsql
as $$
begin
  perform ship.sync_manifest(a_manifest(jsonb_build_object('ios', jsonb_build_object('kind', 'ios', 'store', $1))));
  return (select store_url from ship.components);
end;
$$;

select is(
  pg_temp.link_of('{"app_id": "1234567890", "audience": "internal"}'),
  'https://beta.itunes.apple.com/v1/app/1234567890', 'internal testers: the app''s page in TestFlight'
);
select is(
  pg_temp.link_of('{"app_id": "1234567890", "audience": "external"}'),
  'https://beta.itunes.apple.com/v1/app/1234567890', 'external testers as well'
);
select is(
  pg_temp.link_of('{"app_id": "1234567890"}'), 'https://apps.apple.com/app/id1234567890', 'everybody: the App Store'
);
select is(
  pg_temp.link_of('{"app_id": "1234567890", "url": "https://testflight.apple.com/join/x"}'),
  'https://testflight.apple.com/join/x', 'a given link wins'
);
select fails_with(
  $$select pg_temp.link_of('{"url": "javascript:alert(1)"}')$$, 'PT422', 'manifest_invalid', 'a link that is none is refused'
);

select * from finish();
