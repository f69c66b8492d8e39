select plan(3);
select given_component('ios', 'ios', 130);
insert into ship.builds (component_key, build, installable_at)
values ('ios', 131, null), ('ios', 132, now() + interval '1 hour'), ('ios', 133, now() - interval '1 second');

select fails_with($$select move('ios', 131)$$, 'PT409', 'build_not_installable', 'processed is not installable');
select fails_with($$select move('ios', 132)$$, 'PT409', 'build_not_installable', 'installable in an hour is not installable');
select lives_ok($$select move('ios', 133)$$, 'installable since a second is');

select * from finish();
