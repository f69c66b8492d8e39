create table ship_private.apns_provider_tokens (
  key_id text primary key,
  team_id text not null,
  key_digest text,
  token text,
  issued_at timestamptz,
  mint_token uuid,
  mint_issued_at timestamptz,
  mint_until timestamptz,
  constraint apns_provider_token_has_a_birth
    check ((token is null) = (issued_at is null)),
  constraint apns_provider_token_key_digest_is_sha256
    check (key_digest ~ '^[0-9a-f]{64}$'),
  constraint apns_provider_token_mint_is_whole
    check (num_nulls(mint_token, mint_issued_at, mint_until) in (0, 3))
);

alter table ship_private.apns_provider_tokens enable row level security;
revoke all on ship_private.apns_provider_tokens from public, anon, authenticated, service_role;

comment on column ship_private.apns_provider_tokens.key_digest is
  'SHA-256 of the key that signed, never the key: another key under the same id makes a new token.';
comment on table ship_private.apns_provider_tokens is
  'The provider token (valid at most one hour) that all workers of a key share: Apple refuses more than one new one per 20 minutes.';
