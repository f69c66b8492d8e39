select plan(1);

select is(
  (select to_jsonb(push_policy) from ship.push_policy),
  '{
    "is_only_row": true,
    "batch_size": 2500,
    "progress_every": 500,
    "push_lease": "00:00:30",
    "max_workers_per_run": 4,
    "delivery_lease": "00:00:10",
    "delivery_life": "24:00:00",
    "broadcast_life": "00:10:00",
    "retry_base": "00:00:01",
    "retry_max": "00:01:00",
    "push_retry_base": "00:15:00",
    "push_retry_max": "04:00:00",
    "breaker_min_answers": 200,
    "breaker_share": 0.2,
    "deactivation_min": 100,
    "deactivation_share": 0.4,
    "new_devices_per_minute": 300,
    "new_devices_per_hour": 6000,
    "new_devices_per_minute_in_all": 3000,
    "registration_spread": "00:10:00",
    "ipv4_prefix": 32,
    "ipv6_prefix": 64,
    "notify_cooldown": "00:00:30",
    "keep_fan_outs": "90 days",
    "keep_unpushed": "90 days"
  }',
  'tests shorten them, production has these'
);

select * from finish();
