select plan(6);
select share_token(ship.take_provider_token('KEY', 'TEAM'), 'old');

create function pg_temp.take_at_age(age interval)
returns jsonb
language plpgsql
as $$
begin
  update ship_private.apns_provider_tokens
  set issued_at = clock_timestamp() - age
  where key_id = 'KEY';
  return ship.take_provider_token('KEY', 'TEAM');
end;
$$;

select is(pg_temp.take_at_age('39 minutes 50 seconds') -> 'mint', 'null', 'younger: nobody mints');

create temp table renewal as
select pg_temp.take_at_age('40 minutes 10 seconds') as answer;
select is((select mark_of(answer) from renewal), 'old', 'from the 40th minute the old one still works');
select isnt((select answer -> 'mint' from renewal), 'null', 'and one worker mints');
create temp table kept as
select pg_temp.take_at_age('49 minutes 50 seconds') as answer;
select is((select mark_of(answer) || ' ' || (answer ->> 'mint' is null) from kept), 'old true', 'the others keep the old one');

select is(pg_temp.take_at_age('50 minutes 10 seconds') ->> 'token', null, 'from the 50th nobody uses it');

select share_token(answer, 'new') from renewal;
select is(mark_of(ship.take_provider_token('KEY', 'TEAM')), 'new', 'all have the new one');

select * from finish();
