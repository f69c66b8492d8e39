select plan(1);
select given_ios();
select given_installations(30);
select given_installations(30, 'beta');
select offer(131, 5000, 'beta');
select pushed();
select is(told(131), (select array_agg(id) from unnest(inside(131, 0, 5000, 'beta')) as id where id > 30));

select * from finish();
