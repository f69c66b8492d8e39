select plan(5);

select fails_with($$select ship.link_finding('sentry', 'tag:v1', 'https://host.test/7')$$, 'PT404', 'finding_unknown');
select find('tag:v1');
select is(ship.link_finding('sentry', 'tag:v1', 'https://host.test/7'), true, 'from now on');
select is(ship.link_finding('sentry', 'tag:v1', 'https://host.test/7'), false, 'as before');
select is((select issue_url from ship.invariants), 'https://host.test/7');
select fails_with($$select ship.link_finding('sentry', 'tag:v1', 'javascript:alert(1)')$$, '23514', 'invariant_issue_is_a_link');

select * from finish();
