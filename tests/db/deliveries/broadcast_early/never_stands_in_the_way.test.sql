select plan(4);
select given_ios();
update ship.broadcast_policy set is_early = true where is_only_row;

select lives_ok($$select move('ios', 131)$$, 'without realtime.send the move stands');

create schema realtime;
create function realtime.send(payload jsonb, event text, topic text, private boolean default true)
returns void
language plpgsql
as $$
begin
  raise exception 'no partition of relation "messages" found';
end;
$$;
select lives_ok($$select move('ios', 132)$$, 'so it does when Realtime refuses');
select is((select build from ship.components where key = 'ios'), 132::bigint, 'at the new build');
select is(
  (select count(*) from ship.deliveries where kind = 'broadcast' and state = 'pending'),
  1::bigint,
  'and the broadcast of the outbox is due'
);

drop schema realtime cascade;
select * from finish();
