select plan(8);
select given_component('ios', 'ios');
select fails_with($$insert into ship.builds (component_key, build) values ('ios', 0)$$, '23514', 'build_is_within_53_bits');
select fails_with($$insert into ship.builds (component_key, build) values ('nobody', 1)$$, '23503', 'builds_component_key_fkey');
select fails_with($$insert into ship.builds (component_key, build, requires_build) values ('ios', 9, 9)$$, '23514', 'build_requires_an_earlier_one');
select fails_with($$insert into ship.builds (component_key, build, min_os) values ('ios', 9, '16.x')$$, '23514', 'build_os_bounds_are_dotted_integers');
select fails_with($$insert into ship.builds (component_key, build, severity) values ('ios', 9, 'bad')$$, '23514', 'build_severity_is_known');
select fails_with($$insert into ship.builds (component_key, build, commit_sha) values ('ios', 9, 'HEAD')$$, '23514', 'build_commit_is_a_sha');
select fails_with($$insert into ship.builds (component_key, build, url) values ('ios', 9, 'javascript:alert(1)')$$, '23514', 'build_links_are_links');
select fails_with($$insert into ship.builds (component_key, build, version) values ('ios', 9, '')$$, '23514', 'build_texts_are_bounded');

select * from finish();
