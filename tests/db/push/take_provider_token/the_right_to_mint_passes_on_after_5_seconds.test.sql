select plan(4);
create temp table first as
select ship.take_provider_token('KEY', 'TEAM') as answer;
update ship_private.apns_provider_tokens
set mint_until = clock_timestamp() - interval '1 millisecond'
where key_id = 'KEY';

create temp table second as
select ship.take_provider_token('KEY', 'TEAM') as answer;

select isnt((select answer #> '{mint,lease_token}' from second), (select answer #> '{mint,lease_token}' from first), 'to another worker');
select is(
  (select share_token(answer, 'late') from first), false,
  'who was slow stores nothing'
);
select is(
  (select share_token(answer, 'good') from second), true, 'who holds it does'
);
select is(
  (select share_token(answer, 'twice') from second), false, 'once'
);

select * from finish();
