select plan(9);

create temp table held as select begin('api', '{}', 'ana@desk', 'production', 'promotion') as ship;
select fails_with($$select promote(ship, '1', '{"overrides": {"checks": " "}}') from held$$, '23514', 'promotion_overrides_say_why');
select fails_with($$select promote(ship, '1', '{"kind": "hotfix"}') from held$$, '23514', 'promotion_off_the_way_says_why');
select fails_with($$select promote(ship, '1', '{"kind": "hotfix", "reason": "  "}') from held$$, '23514', 'promotion_off_the_way_says_why');
select fails_with($$select promote(ship, '1', '{"kind": "cutover", "archive_tag": "archive/production"}') from held$$, '23514', 'promotion_off_the_way_says_why');
select fails_with($$select promote(ship, '1', '{"kind": "cutover", "reason": "once"}') from held$$, '23514', 'promotion_cutover_has_an_archive');
select fails_with(
  $$select promote(ship, '1', '{"kind": "cutover", "reason": "once", "archive_tag": " "}') from held$$, '23514', 'promotion_cutover_has_an_archive'
);
select is((select count(*) from ship.promotions), 0::bigint, 'nothing was begun');

create temp table begun as
select promote(ship, '1', '{"kind": "cutover", "reason": "once ", "archive_tag": "archive/production"}') as promotion from held;
select is((select promotion ->> 'archive_tag' from begun), 'archive/production', 'with all of it, it is');
select is((select detail ->> 'reason' from ship_private.audit_inbox where action = 'promotion.begun'), 'once', 'and the reason is chained');

select * from finish();
