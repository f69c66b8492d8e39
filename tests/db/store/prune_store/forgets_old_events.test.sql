select plan(1);

select given_store();
select hint('e-1'), hint('e-2');
update ship.store_events set received_at = received_at - case id when 'e-1' then interval '31 days' else interval '29 days' end where true;
select ship_private.prune();
select is((select array_agg(id) from ship.store_events), array['e-2'], 'after thirty days');

select * from finish();
