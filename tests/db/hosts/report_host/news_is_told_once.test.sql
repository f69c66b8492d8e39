select plan(13);
select given_transports('broadcast', 'telegram');

select is(report('web-1') -> 'is_new', 'true', 'a host that is heard for the first time');
select report('web-1'), report('web-1');
select is(audited('host.%'), array['host.current'], 'the same every minute is no news');
select report('web-1', 'b', 'deploying'), report('web-1', 'b');
select is(audited('host.%'), array['host.current', 'host.current'], 'another commit is');
select report('web-1', 'b', 'offline', detail => '{"why": "no route"}'), report('web-1', 'b');
select is(audited('host.%'), array['host.current', 'host.current'], 'a remote that comes and goes is not');
select report('web-1', 'b', 'dirty', 'hotfix'), report('web-1', 'b', 'dirty', 'hotfix');
select is(audited('host.%'), array['host.current', 'host.current', 'host.dirty'], 'drift is, once');
select is(
  (select detail - 'before' from ship_private.audit_inbox where action = 'host.dirty'),
  jsonb_build_object('branch', 'hotfix', 'sha', repeat('b', 40), 'is_dirty', true, 'state', 'dirty'), 'with branch and commit'
);
select is(
  (select detail -> 'before' ->> 'branch' from ship_private.audit_inbox where action = 'host.dirty'), 'production', 'and what was before'
);
select is((select subject || ' ' || actor from ship_private.audit_inbox where action = 'host.dirty'), 'production/web-1 web-1');

select is((select array_agg(distinct transport) from ship.deliveries), array['telegram'], 'the chat hears what the log hears');
select results_eq(
  $$
    select delivery -> 'findings' -> 'news' ->> 0
    from jsonb_array_elements(ship.claim_deliveries()) with ordinality as claimed (delivery, n)
    order by n
  $$,
  $$values
    ('web-1 in production runs production at aaaaaaaaaaaa'), ('web-1 in production runs production at bbbbbbbbbbbb'),
    ('web-1 in production runs hotfix at bbbbbbbbbbbb, with changes that nobody committed')
  $$,
  'branch and commit, in one sentence'
);
select is((select changed_at < last_seen_at from ship.hosts), true, 'since when it says so, and when it was heard last');
select fails_with($$select report('web-1', 'b', 'well')$$, '23514', 'host_state_is_known');
select fails_with($$select report('web-1', 'z')$$, '23514', 'host_sha_is_a_whole_hash');

select * from finish();
