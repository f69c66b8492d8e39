\echo Use "create extension supabase_vault" to load this file. \quit

-- One key per database, readable by no API role.
create table vault._key (
  key bytea not null default pg_catalog.uuid_send(gen_random_uuid()) || pg_catalog.uuid_send(gen_random_uuid()),
  is_only boolean primary key default true check (is_only)
);

insert into vault._key default values;

create table vault.secrets (
  id uuid primary key default gen_random_uuid(),
  name text,
  description text not null default '',
  secret text not null,
  key_id uuid,
  nonce bytea default pg_catalog.uuid_send(gen_random_uuid()),
  created_at timestamptz not null default current_timestamp,
  updated_at timestamptz not null default current_timestamp
);

create unique index secrets_name_idx on vault.secrets (name) where name is not null;

-- A keystream of SHA-256 blocks: applying it twice gives the input back. Good enough to keep plain text out of a
-- local table; the original uses authenticated encryption.
create function vault._apply_keystream(input bytea, nonce bytea)
returns bytea
language plpgsql
stable
strict
security definer
set search_path = ''
as $$
-- definer: because the key is readable by nobody else
declare
  v_key bytea := (select key from vault._key);
  v_output bytea := _apply_keystream.input;
  v_block bytea;
begin
  for v_place in 0 .. pg_catalog.length(_apply_keystream.input) - 1 loop
    if v_place % 32 = 0 then
      v_block := pg_catalog.sha256(v_key || _apply_keystream.nonce || pg_catalog.int4send(v_place / 32));
    end if;
    v_output := pg_catalog.set_byte(
      v_output,
      v_place,
      pg_catalog.get_byte(v_output, v_place) # pg_catalog.get_byte(v_block, v_place % 32)
    );
  end loop;
  return v_output;
end;
$$;

create view vault.decrypted_secrets as
select
  id,
  name,
  description,
  secret,
  pg_catalog.convert_from(
    vault._apply_keystream(pg_catalog.decode(secret, 'base64'), nonce),
    'UTF8'
  ) as decrypted_secret,
  key_id,
  nonce,
  created_at,
  updated_at
from vault.secrets;

create function vault.create_secret(
  new_secret text,
  new_name text default null,
  new_description text default '',
  new_key_id uuid default null
)
returns uuid
language plpgsql
security definer
set search_path = ''
as $$
-- definer: because callers may not write to vault.secrets
declare
  v_id uuid;
  v_nonce bytea := pg_catalog.uuid_send(pg_catalog.gen_random_uuid());
begin
  insert into vault.secrets (name, description, secret, key_id, nonce)
  values (
    create_secret.new_name,
    create_secret.new_description,
    pg_catalog.encode(
      vault._apply_keystream(pg_catalog.convert_to(create_secret.new_secret, 'UTF8'), v_nonce),
      'base64'
    ),
    create_secret.new_key_id,
    v_nonce
  )
  returning id into v_id;
  return v_id;
end;
$$;

create function vault.update_secret(
  secret_id uuid,
  new_secret text default null,
  new_name text default null,
  new_description text default null,
  new_key_id uuid default null
)
returns void
language plpgsql
security definer
set search_path = ''
as $$
-- definer: because callers may not write to vault.secrets
declare
  v_nonce bytea := pg_catalog.uuid_send(pg_catalog.gen_random_uuid());
begin
  update vault.secrets
  set
    secret = coalesce(
      pg_catalog.encode(
        vault._apply_keystream(pg_catalog.convert_to(update_secret.new_secret, 'UTF8'), v_nonce),
        'base64'
      ),
      secret
    ),
    nonce = case when update_secret.new_secret is null then nonce else v_nonce end,
    name = coalesce(update_secret.new_name, name),
    description = coalesce(update_secret.new_description, description),
    key_id = coalesce(update_secret.new_key_id, key_id),
    updated_at = pg_catalog.now()
  where id = update_secret.secret_id;
end;
$$;

revoke all on all functions in schema vault from public;

grant usage on schema vault to postgres with grant option;
grant select, delete on vault.secrets, vault.decrypted_secrets to postgres with grant option;
grant execute on all functions in schema vault to postgres with grant option;

grant usage on schema vault to service_role;
grant select, delete on vault.secrets, vault.decrypted_secrets to service_role;
grant execute on all functions in schema vault to service_role;
