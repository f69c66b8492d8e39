create function ship_private.shown_offer(offer jsonb, offers jsonb, marks jsonb, after bigint)
returns jsonb
language plpgsql
immutable
security invoker
set search_path = ''
as $$
declare
  v_between jsonb := jsonb_path_query_array(
    shown_offer.offers || shown_offer.marks,
    '$[*] ? (@.build > $after && @.build <= $build).severity',
    jsonb_build_object('after', shown_offer.after, 'build', shown_offer.offer -> 'build')
  );
begin
  return jsonb_build_object(
    'build', shown_offer.offer -> 'build',
    'version', shown_offer.offer -> 'version',
    'url', shown_offer.offer -> 'url',
    'severity', case
      when v_between ? 'critical' then 'critical'
      when v_between ? 'important' then 'important'
      else 'normal'
    end
  );
end;
$$;

revoke all on function ship_private.shown_offer(jsonb, jsonb, jsonb, bigint) from public, anon, authenticated, service_role;

comment on function ship_private.shown_offer(jsonb, jsonb, jsonb, bigint) is
  'What a decision shows of an offer to who has the build "after": its severity is the highest of all builds that the update skips.';
