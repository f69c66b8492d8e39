select plan(5);

create temp table first as
select ship.take_provider_token('KEY', 'TEAM') as answer;
select ok(
  (select (answer #>> '{mint,issued_at}')::bigint between extract(epoch from clock_timestamp())::bigint - 2 and extract(epoch from clock_timestamp())::bigint from first),
  'the first may mint, with an iat of the database''s clock'
);
select is((select answer - 'mint' from first), '{"token": null, "issued_at": null}', 'there is no token yet');
select is(
  ship.take_provider_token('KEY', 'TEAM'), '{"token": null, "issued_at": null, "mint": null}',
  'the second neither has one nor may mint: it asks again'
);

select share_token(answer, 'signed') from first;
select is(
  ship.take_provider_token('KEY', 'TEAM'),
  (select jsonb_build_object('token', provider_token(answer, 'signed'), 'issued_at', answer #> '{mint,issued_at}', 'mint', null) from first),
  'then all have it'
);
select isnt(
  ship.take_provider_token('OTHER', 'TEAM') -> 'mint', 'null', 'another key has its own'
);

select * from finish();
