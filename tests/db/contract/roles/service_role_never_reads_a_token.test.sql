select plan(7);
select given_ios();
select given_devices(1);

set local role service_role;
select is_denied('select token from ship.device_push_tokens');
select is_denied('select from ship.device_push_tokens');
select is_denied('select token from ship_private.apns_provider_tokens');
select is_denied('select detail from ship_private.audit_inbox');
select is_denied('select client_address from ship_private.registration_windows');
select is_denied($$select ship_private.list_batch_devices(null, null)$$, 'nor does it get at one sideways');
select is((select count(*) from ship.components), 1::bigint, 'what it may read has rows');
reset role;

select * from finish();
