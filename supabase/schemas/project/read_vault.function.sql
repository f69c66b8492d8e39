create function ship_private.read_vault(
  out project_url text,
  out wake_token text,
  out function_prefix text,
  out state text
)
returns record
language plpgsql
stable
security definer
set search_path = ''
as $$
-- definer: because nobody else need have rights on the vault
begin
  select
    max(secrets.decrypted_secret) filter (where secrets.name = 'project_url'),
    max(secrets.decrypted_secret) filter (where secrets.name = 'wake_token'),
    -- no secret, but it lies where the others do: a team whose own functions have the names of ours puts it before them
    coalesce(max(secrets.decrypted_secret) filter (where secrets.name = 'function_prefix'), '')
  into read_vault.project_url, read_vault.wake_token, read_vault.function_prefix
  from vault.decrypted_secrets as secrets
  where secrets.name in ('project_url', 'wake_token', 'function_prefix');

  -- A vault of an earlier release holds the key itself: it is good for its token, and goes no further than this line.
  if coalesce(read_vault.wake_token, '') = '' then
    read_vault.wake_token := (
      select ship_private.wake_token(secrets.decrypted_secret)
      from vault.decrypted_secrets as secrets
      where secrets.name = 'secret_key'
        and secrets.decrypted_secret <> ''
    );
  end if;

  read_vault.state := case
    when read_vault.project_url <> '' and read_vault.wake_token <> '' then 'ready'
    else 'missing'
  end;
exception
  -- secrets that came with a dump are locked with the other project's key; an extension may be gone
  when others then
    read_vault.state := 'unreadable';
end;
$$;

revoke all on function ship_private.read_vault() from public, anon, authenticated, service_role;

comment on function ship_private.read_vault() is
  'Where and with which wake token functions are called, and whether the vault is ready, missing one of the two, or unreadable. Never raises.';
