-- A named schedule is an upsert: applying this again changes nothing.
select cron.schedule('slipway-sweep', '10 seconds', 'select ship.sweep()');
