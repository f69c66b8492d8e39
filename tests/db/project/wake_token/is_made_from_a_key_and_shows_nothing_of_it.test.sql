select plan(3);

select is(
  ship_private.wake_token('sb_secret_x'), 'slipway_wake_fdddc35a0ec374d6f8007d88bf11845256005ca268adbe2fa2188b53cc1b2f88',
  'what the functions make of the same key'
);
select isnt(ship_private.wake_token('sb_secret_x'), ship_private.wake_token('sb_secret_y'), 'each key has its own');
select is(ship_private.wake_token(null), null, 'no key, no token');

select * from finish();
