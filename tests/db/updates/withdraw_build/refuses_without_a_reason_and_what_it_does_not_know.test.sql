select plan(5);
select given_ios();
select fails_with($$select ship.withdraw_build('ios', 130, null)$$, 'PT422', 'reason_missing');
select fails_with($$select ship.withdraw_build('ios', 130, '  ')$$, 'PT422', 'reason_missing');
select fails_with($$select ship.withdraw_build('ios', 131, 'data loss')$$, 'PT404', 'offer_unknown');
select fails_with($$select ship.withdraw_build('nobody', 130, 'data loss')$$, 'PT404', 'offer_unknown');
select fails_with($$update ship.offers set withdrawn_at = now() where build = 130$$, '23514', 'offer_withdrawal_has_a_reason');

select * from finish();
