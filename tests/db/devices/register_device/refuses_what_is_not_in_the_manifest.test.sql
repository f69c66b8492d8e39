select plan(7);
select given_component('ios', 'ios', 130, array['test.app']);
select given_component('two', 'ios', 1, array['test.one', 'test.two']);
select given_component('web');

select fails_with($$select ship.register_device('nobody', 'ab')$$, 'PT422', 'component_unknown');
select fails_with($$select ship.register_device(null, 'ab')$$, 'PT422', 'component_unknown');
select fails_with($$select ship.register_device('ios', 'ab', topic => 'test.other')$$, 'PT422', 'topic_unknown');
select fails_with(
  $$select ship.register_device('ios', 'ab', topic => 'test.one')$$, 'PT422', 'topic_unknown', 'another component''s topic'
);
select fails_with($$select ship.register_device('two', 'ab')$$, 'PT422', 'topic_required');
select fails_with($$select ship.register_device('web', 'ab')$$, 'PT422', 'topic_required');
select is_empty($$select from ship.device_push_tokens$$, 'nothing is registered');

select * from finish();
