select plan(4);

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

select fails_with(
  $$insert into ship_private.apns_provider_tokens (key_id, team_id, key_digest) values ('K', 'T', 'secret')$$,
  '23514', 'apns_provider_token_key_digest_is_sha256'
);

select * from finish();
