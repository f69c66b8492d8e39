create function ship_private.link_repository(repository text, adopt boolean, actor text)
returns jsonb
language plpgsql
volatile
security definer
set search_path = ''
as $$
#variable_conflict use_column
-- definer: because the project's row is written by nobody directly
declare
  v_actor text := coalesce(nullif(btrim(link_repository.actor), ''), ship_private.current_actor());
  v_project ship.project;
begin
  if (btrim(link_repository.repository) <> '') is not true then
    raise exception using
      errcode = 'PT422',
      message = 'repository_missing',
      detail  = 'a link needs the repository''s identity',
      hint    = 'Give where its remote is, for example github.com/acme/shop.';
  end if;

  insert into ship.project (is_only_row)
  values (true)
  on conflict (is_only_row) do nothing;
  -- of two first links at once the second waits here, and sees the first one's
  select * into v_project from ship.project where project.is_only_row for update;

  if v_project.repository is distinct from link_repository.repository then
    if v_project.repository is not null and link_repository.adopt is not true then
      perform ship_private.raise_project_other(v_project.repository, link_repository.repository);
    end if;
    update ship.project
    set
      repository = link_repository.repository,
      linked_at = clock_timestamp()
    where project.is_only_row;
    insert into ship_private.audit_inbox (actor, action, subject, detail)
    values (
      v_actor, 'repository.linked', link_repository.repository,
      jsonb_strip_nulls(jsonb_build_object('previous', v_project.repository))
    );
  end if;

  return (
    select jsonb_build_object(
      'repository', project.repository,
      'linked_at', project.linked_at,
      'previous', v_project.repository
    )
    from ship.project
    where project.is_only_row
  );
end;
$$;

revoke all on function ship_private.link_repository(text, boolean, text) from public, anon, authenticated, service_role;
grant execute on function ship_private.link_repository(text, boolean, text) to service_role;

comment on function ship_private.link_repository(text, boolean, text) is
  'Remembers the repository that ships here; another one is refused (project_other) unless it adopts the project. The same one changes nothing.';
