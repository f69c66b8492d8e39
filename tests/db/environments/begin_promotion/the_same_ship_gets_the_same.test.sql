select plan(8);

create temp table held as select begin('api', '{}', 'ana@desk', 'production', 'promotion', array['web']) as ship;
create temp table begun as select promote(ship, '1', '{"overrides": {"milestone": "closed tomorrow"}}') as promotion from held;

select is((select promotion ->> 'state' from begun), 'open', 'it is open');
select is((select promotion -> 'components' from begun), '["api", "web"]', 'of everything that its ship holds');
select is((select promotion -> 'gates' #> '{0,gate}' from begun), '"checks"', 'with what the gates said');
select is((select promotion -> 'overrides' from begun), '{"milestone": "closed tomorrow"}', 'and who went past one why');
select is((select promote(ship) from held), (select promotion from begun), 'again: the same');
select is((select promote(ship, '2', '{"kind": "hotfix", "reason": "now"}') from held), (select promotion from begun), 'whatever is asked for');
select is(audited('promotion.%'), array['promotion.begun'], 'it is chained once');
select results_eq(
  $$select actor, subject, detail - 'promotion' - 'ship' from ship_private.audit_inbox where action = 'promotion.begun'$$,
  $$
    select 'ana@desk', 'production', jsonb_build_object(
      'kind', 'promotion', 'commit_sha', repeat('1', 40), 'previous_sha', repeat('0', 40), 'overrides', '{"milestone": "closed tomorrow"}'::jsonb
    )
  $$, 'with its override'
);

select * from finish();
