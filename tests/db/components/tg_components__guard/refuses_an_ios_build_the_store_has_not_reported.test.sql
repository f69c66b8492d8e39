select plan(3);
select given_component('ios', 'ios', 130);
select given_component('other', 'ios', 130);
insert into ship.builds (component_key, build, installable_at) values ('other', 131, now() - interval '1 hour');

select fails_with($$select move('ios', 131)$$, 'PT409', 'build_not_installable', 'another app''s build counts for nothing');
select is((select build from ship.components where key = 'ios'), 130::bigint, 'nothing moved');
select lives_ok($$select move('other', 131)$$, 'what the store reported as installable may move');

select * from finish();
