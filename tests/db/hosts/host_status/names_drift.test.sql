select plan(16);

create function pg_temp.declared(digit text default 'a', more jsonb default '{}')
returns jsonb
language sql
as $$
  select jsonb_build_object(
    'production', jsonb_build_object('branch', 'production', 'sha', repeat(declared.digit, 40), 'hosts', '["web-1", "web-2"]'::jsonb) || declared.more
  );
$$;
create function pg_temp.let_pass(age interval)
returns void
language sql
as $$
  update ship.hosts set last_seen_at = last_seen_at - age where true;
$$;

select is(host_problems(), '{}', 'nobody follows anything');
select is(host_problems(pg_temp.declared()), array['web-1 missing', 'web-2 missing'], 'declared, and never heard');
select report('web-1'), report('web-2');
select is(host_problems(pg_temp.declared()), '{}', 'all run what is there');
select is(host_problems(pg_temp.declared('b')), array['web-1 sha', 'web-2 sha'], 'another commit than the branch');
select is(
  host_problems(pg_temp.declared('b', jsonb_build_object('since', clock_timestamp() - interval '1 minute'))), '{}',
  'but for one that came a moment ago'
);
select report('web-1', 'b', 'deploying');
select is(host_problems(pg_temp.declared('b')), array['web-2 sha'], 'nor on its way');
select report('web-1', 'a', 'dirty', 'hotfix'), report('web-2', 'b', 'failed', detail => '{"why": "npm ended with 1"}');
select is(
  host_problems(pg_temp.declared('b')), array['web-1 branch', 'web-1 dirty', 'web-1 sha', 'web-2 failed'],
  'another branch, changes, a failure: each by itself'
);
select is(
  ship.host_status('production', pg_temp.declared('b')) -> 'findings' -> 3,
  '{
    "key": "host:production:web-2:failed", "code": "failed", "environment": "production", "host": "web-2",
    "message": "web-2 in production runs production at bbbbbbbbbbbb, and its deploy failed: npm ended with 1"
  }', 'a key that stays, and a sentence'
);
select is(host_problems(), array['web-1 dirty', 'web-2 failed'], 'by what they say themselves, when nothing is declared');
select report('web-1', 'a', 'moved', 'hotfix', '{"follows": "production"}');
select is(host_problems(), array['web-1 branch', 'web-1 moved', 'web-2 failed'], 'as which branch they follow');
select report('web-1'), report('web-2'), report('old-1', 'c');
select is(host_problems(pg_temp.declared()), array['old-1 undeclared'], 'one that nobody declared');
select pg_temp.let_pass('14 minutes');
select is(host_problems(pg_temp.declared()), array['old-1 undeclared'], 'heard not long ago');
select pg_temp.let_pass('2 minutes');
select is(host_problems(pg_temp.declared('b')), array['web-1 silent', 'web-2 silent'], 'silent, and so nobody asks for its commit; one that was taken out may be');
select is(ship.host_status('production') -> 'hosts' -> 0 -> 'is_silent', 'true');
select is(host_problems(pg_temp.declared(), 'staging'), '{}', 'of one environment alone');
select fails_with($$select ship.host_status(null, '[]')$$, 'PT422', 'declared_invalid');

select * from finish();
