create function ship_private.host_line(host ship.hosts)
returns text
language plpgsql
immutable
security invoker
set search_path = ''
as $$
begin
  return concat_ws(
    ' ', host_line.host.host, 'in', host_line.host.environment, 'runs', coalesce(host_line.host.branch, 'no branch'),
    coalesce('at ' || left(host_line.host.sha, 12), 'without a commit')
  ) || case host_line.host.state
    when 'failed' then ', and its deploy failed'
    when 'dirty' then ', with changes that nobody committed'
    when 'moved' then ', which somebody checked out there by hand'
    when 'rewritten' then ', and its branch was rewritten'
    when 'offline' then ', and can''t reach its remote'
    else ''
  end || coalesce(': ' || left(nullif(btrim(host_line.host.detail ->> 'why'), ''), 300), '');
end;
$$;

revoke all on function ship_private.host_line(ship.hosts) from public, anon, authenticated, service_role;

comment on function ship_private.host_line(ship.hosts) is 'One sentence for people: which branch and commit a host runs, and what is wrong there.';
