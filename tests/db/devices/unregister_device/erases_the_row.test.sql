select plan(4);
select given_ios();
select ship.register_device('ios', 'abcd01');
select ship.register_device('ios', 'abcd02');

select is(ship.unregister_device('abcd01', 'test.other'), false, 'the topic belongs to it');
select is(ship.unregister_device('ABCD01', 'test.app'), true, 'it was there');
select is(ship.unregister_device('abcd01', 'test.app'), false, 'now it is not');
select results_eq($$select token from ship.device_push_tokens$$, $$values ('abcd02')$$, 'the other one stays');

select * from finish();
