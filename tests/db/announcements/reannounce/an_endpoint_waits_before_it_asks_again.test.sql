select plan(5);
select given_ios();
select given_component('beta', 'ios', 7, array['test.beta']);
select lives_ok($$select ship.reannounce('ios', 'notify-ios-build')$$, 'once');
select fails_with($$select ship.reannounce('ios', 'notify-ios-build')$$, 'PT429', 'announced_just_now', 'not twice in a moment');
select lives_ok($$select ship.reannounce('beta', 'notify-ios-build')$$, 'each component has its own');
select lives_ok($$select ship.reannounce('ios', 'half of them saw nothing')$$, 'a person with a reason need not wait');
update ship.push_policy
set notify_cooldown = '0 seconds'
where true;
select lives_ok($$select ship.reannounce('ios', 'notify-ios-build')$$, 'when it is over');
select * from finish();
