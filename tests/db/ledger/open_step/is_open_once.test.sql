select plan(8);

select is(
  ship.open_step(' Turn the DNS ', 'see the runbook', 'live', 'api', 'ana@desk') - 'id' - 'opened_at',
  '{
    "title": "Turn the DNS", "detail": "see the runbook", "environment": "live", "component": "api", "opened_by": "ana@desk",
    "done_by": null, "done_at": null, "note": null, "is_new": true
  }',
  'what somebody has to do'
);
select is(ship.open_step('Turn the DNS', null, 'live', 'api', 'bob@lap') ->> 'opened_by', 'ana@desk', 'the same is open once');
select is(ship.open_step('Turn the DNS', null, 'live', 'api', 'bob@lap') ->> 'is_new', 'false', 'and says so');
select is(ship.open_step('Turn the DNS', null, 'staging', 'api') ->> 'is_new', 'true', 'elsewhere it is another');
select is(ship.open_step('Turn the DNS') ->> 'is_new', 'true', 'without a place it is a third');
select is(ship.open_step('Turn the DNS') ->> 'is_new', 'false', 'which is open once as well');
select is(audited('step.%'), array['step.opened', 'step.opened', 'step.opened'], 'each is chained');
select fails_with($$select ship.open_step('')$$, '23514', 'operator_step_title_is_one_line');

select * from finish();
