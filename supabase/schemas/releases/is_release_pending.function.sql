create function ship_private.is_release_pending(release ship.releases)
returns boolean
language plpgsql
stable
security invoker
set search_path = ''
as $$
begin
  return is_release_pending.release.tagged_at is null
    and exists (
      select
      from ship.ships
      where ships.id = is_release_pending.release.ship_id
        and ships.finished_at is null
    );
end;
$$;

revoke all on function ship_private.is_release_pending(ship.releases) from public, anon, authenticated, service_role;

comment on function ship_private.is_release_pending(ship.releases) is 'Reserved by a ship that is not over, which may tag it yet.';
