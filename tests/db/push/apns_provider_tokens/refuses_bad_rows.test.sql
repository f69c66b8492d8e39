select plan(3);

select fails_with(
  $$insert into ship_private.apns_provider_tokens (key_id, team_id, token) values ('K', 'T', 'x')$$,
  '23514', 'apns_provider_token_has_a_birth'
);
select fails_with(
  $$insert into ship_private.apns_provider_tokens (key_id, team_id, issued_at) values ('K', 'T', now())$$,
  '23514', 'apns_provider_token_has_a_birth'
);
select fails_with(
  $$insert into ship_private.apns_provider_tokens (key_id, team_id, mint_until) values ('K', 'T', now())$$,
  '23514', 'apns_provider_token_mint_is_whole'
);

select * from finish();
