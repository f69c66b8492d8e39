create function ship_private.describe_environment(environment ship.environments)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  -- without who said it, so that the same said by another commit is the same
  return to_jsonb(describe_environment.environment) - 'position' - 'commit_sha' - 'declared_by';
end;
$$;

revoke all on function ship_private.describe_environment(ship.environments) from public, anon, authenticated, service_role;

comment on function ship_private.describe_environment(ship.environments) is 'What is said of an environment, whoever said it.';
