select plan(14);
select given_component('web', 'web', 5);
select ship.offer_build('web', 6, bps => 500);
select ship.offer_build('web', 7, bps => 500);
select ship.offer_build('web', 8);
select ship.halt_rollout('web', 'live', 6, 'crashes');
select ship.withdraw_build('web', 7, 'data loss');
select ship.record_artifacts('web', build, jsonb_build_array(jsonb_build_object('target', 'a', 'url', 'https://a', 'length', 1, 'sha256', repeat('a', 64))))
from generate_series(5, 8) as build;
select ship.set_update_policy('web', 'live', 5, reason => 'x');
set local role anon;
select is((select array_agg(build order by build) from ship.offers), '{5,6}'::bigint[], 'not what was never shown nor what was taken back');
select is((select array_agg(build order by build) from ship.builds), '{5,6}'::bigint[]);
select is((select array_agg(build order by build) from ship.artifacts), '{5,6}'::bigint[]);
select is((select min_build from ship.update_policies), 5::bigint);
select isnt((select salt from ship.offers where build = 5), null, 'the salt, from which a client knows its place');
select is_denied('select steps from ship.offers');
select is_denied('select bps_reason from ship.offers');
select is_denied('select halt_reason from ship.offers');
select is_denied('select withdraw_reason from ship.offers');
select is_denied('select installable_at from ship.builds');
select is_denied('select reason from ship.update_policies');
select is_denied('select actor from ship.update_policies');
select is_denied($q$update ship.offers set bps = 10000$q$);
select is_denied($q$select ship.set_rollout('web', 'live', 6, 10000)$q$);

select * from finish();
