select plan(6);
select given_ios();
select given_devices(1);
select given_transports('apns');

create function pg_temp.alert_of(template text)
returns jsonb
language plpgsql
as $$
begin
  execute 'delete from ship.push_templates where true';
  if template is not null then
    execute 'insert into ship.push_templates (component_key, channel, title, body, title_loc_key, loc_key) values ' || template;
  end if;
  return (
    select ship_private.push_alert(push_runs, '1.2.0')
    from ship.push_runs
    where push_runs.apns_environment = 'production'
    order by push_runs.id desc
    limit 1
  );
end;
$$;
select move('ios', 131);

select is(pg_temp.alert_of(null), '{"title": "IOS", "body": "Build 131 is on TestFlight. Tap to install."}', 'without a template');
select is(
  pg_temp.alert_of($$('ios', 'live', '{name} {version}', '{name} {version} ({build}) is here.', null, null)$$),
  '{"title": "IOS 1.2.0", "body": "IOS 1.2.0 (131) is here."}',
  'name, version and build are filled in'
);
select is(
  pg_temp.alert_of($$('ios', 'live', null, null, 'update.title', 'update.body')$$),
  '{
    "title-loc-key": "update.title", "title-loc-args": ["IOS", "1.2.0", "131"],
    "loc-key": "update.body", "loc-args": ["IOS", "1.2.0", "131"]
  }',
  'or the app says it in its own words'
);

update ship.components set name = '{build} {version}', store_url = 'https://apps.apple.com/app/id1' where key = 'ios';
select is(
  pg_temp.alert_of(null), '{"title": "{build} {version}", "body": "Version 1.2.0 is available. Tap to update."}',
  'the App Store is not TestFlight, and a name is a name'
);

select ship.offer_build('ios', 132, 'beta', 10000);
select is(
  pg_temp.alert_of($$('ios', 'alpha', null, 'alpha', null, null), ('ios', 'rc', null, 'rc', null, null), ('ios', 'live', null, 'live', null, null)$$) ->> 'body',
  'rc', 'a channel without a template says what the next higher one says'
);
select is((claim_batch() -> 'alert') ->> 'body', 'live', 'and it is what a worker sends');

select * from finish();
