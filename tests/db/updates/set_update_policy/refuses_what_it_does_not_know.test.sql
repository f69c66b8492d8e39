select plan(12);
select given_ios();
select fails_with($$select ship.set_update_policy('ios', 'live', 130)$$, 'PT422', 'reason_missing');
select fails_with($$select ship.set_update_policy('ios', 'live', 130, reason => ' ')$$, 'PT422', 'reason_missing');
select fails_with($$select ship.set_update_policy('nobody', 'live', 130, reason => 'x')$$, 'PT404', 'component_unknown');
select fails_with($$select ship.set_update_policy('ios', 'gamma', 130, reason => 'x')$$, 'PT404', 'channel_unknown');
select fails_with($$select ship.set_update_policy('ios', 'live', min_version => '9.9.9', reason => 'x')$$, 'PT404', 'version_unknown');
select fails_with($$select ship.set_update_policy('ios', 'live', 129, min_version => '1.0.0', reason => 'x')$$, 'PT404', 'version_unknown', 'another build than that of the version');
select fails_with($$select ship.set_update_policy('ios', 'live', -1, reason => 'x')$$, '23514', 'update_policy_builds_are_within_53_bits');
select fails_with($$select ship.set_update_policy('ios', 'live', force_after => now(), reason => 'x')$$, '23514', 'update_policy_force_needs_a_minimum');
select fails_with($$select ship.set_update_policy('ios', 'live', 130, nudge_every => '-1 s', reason => 'x')$$, '23514', 'update_policy_nudge_is_within_a_year');
select fails_with($$select ship.set_update_policy('ios', 'live', 130, contact_url => 'http://a', reason => 'x')$$, '23514', 'update_policy_contact_is_a_link');
select fails_with($$select ship.set_update_policy('ios', 'live', 130, message => repeat('x', 1001), reason => 'x')$$, '23514', 'update_policy_texts_are_bounded');
select is((select count(*) from ship.update_policies), 0::bigint);

select * from finish();
