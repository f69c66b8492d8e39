select plan(9);
select given_ios();
select given_vault();
delete from vault.secrets where name = 'wake_token';
select vault.create_secret('sb_secret_x', 'secret_key');

create function pg_temp.wake()
returns text
language sql
as $$
  select concat_ws(' ', wake ->> 'vault', wake ->> 'vault_secret_key')
  from jsonb_extract_path(ship.ship_status(), 'wake') as wake;
$$;

select is(pg_temp.wake(), 'ready used', 'functions are called, and whoever looks is told of the key');
select move('ios', 131);
select results_eq(
  $$select distinct headers ->> 'x-slipway-token' from net.http_request_queue$$, $$values (ship_private.wake_token('sb_secret_x'))$$,
  'what goes out is its wake token'
);
select unalike((select string_agg(queue::text, ' ') from net.http_request_queue as queue), '%sb_secret%', 'the key is not in the queue');

select is(
  ship.repair('http://gateway.test', ship_private.wake_token('sb_secret_x')) -> 'repaired', '["vault"]', 'a repair writes the token'
);
select is(pg_temp.wake(), 'ready left', 'the key stays: something else may read it');
select is(ship.repair('http://gateway.test', ship_private.wake_token('sb_secret_x')) -> 'repaired', '[]', 'once');

select vault.update_secret((select id from vault.secrets where name = 'secret_key'), 'sb_secret_y');
select is(
  (select wake_token from ship_private.read_vault()), ship_private.wake_token('sb_secret_x'), 'a token of its own goes before any key'
);
delete from vault.secrets where name = 'secret_key';
select is(pg_temp.wake(), 'ready', 'it can go');
delete from vault.secrets where name = 'wake_token';
select vault.create_secret('', 'secret_key');
select is(pg_temp.wake(), 'missing used', 'an empty key is none');

select * from finish();
