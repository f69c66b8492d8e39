create function ship_private.heal_verified(environments text[], components text[], actor text)
returns void
language plpgsql
volatile
security invoker
set search_path = ''
as $$
declare
  v_source text;
begin
  for v_source in
    select distinct invariants.source
    from ship.invariants
    where invariants.healed_at is null
      and split_part(invariants.source, ':', 1) = 'verify'
      and (
        split_part(invariants.source, ':', 2) = any (heal_verified.environments)
        or split_part(invariants.source, ':', 3) = any (heal_verified.components)
      )
    order by invariants.source
  loop
    perform ship_private.record_findings(v_source, '[]', heal_verified.actor);
  end loop;
end;
$$;

revoke all on function ship_private.heal_verified(text[], text[], text) from public, anon, authenticated, service_role;

comment on function ship_private.heal_verified(text[], text[], text) is
  'Nobody asks the probes of environments and components that are gone: what they had found broken is open no longer.';
