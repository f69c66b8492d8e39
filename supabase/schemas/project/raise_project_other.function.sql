create function ship_private.raise_project_other(remembered text, given text)
returns void
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  raise exception using
    errcode = 'PT409',
    message = 'project_other',
    detail  = format(
      'this control plane belongs to the repository %s, not to %s', raise_project_other.remembered, raise_project_other.given
    ),
    hint    = 'Use the project of this repository. If the repository has moved, say so: slipway link --adopt.';
end;
$$;

revoke all on function ship_private.raise_project_other(text, text) from public, anon, authenticated, service_role;

comment on function ship_private.raise_project_other(text, text) is
  'Raises project_other, naming the repository that is remembered and the one that came.';
