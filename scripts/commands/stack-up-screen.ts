// What a person sees when the local platform is up.

import type { StackInfo } from "../stack/info.ts";

/** URLs, keys, and what to try first. */
export function describeUp(info: StackInfo, timeline: Record<string, number>): string {
  const seconds = (Math.max(...Object.values(timeline)) / 1000).toFixed(1);
  const rows: [string, string][] = [
    ["API", info.api_url],
    ["Realtime", info.realtime_url],
    ["Database", info.db_url],
    ["Publishable key", info.publishable_key],
    ["Secret key", info.secret_key],
    ["Notify secret", info.notify_secret],
    ["APNs control", info.apns.control_url],
    ["Telegram control", info.telegram.control_url],
    ["Realtime control", info.realtime.control_url],
    ["Functions control", info.functions.control_url],
    ["Postgres control", info.postgres.control_url],
    ["pg_net control", info.net.control_url],
    ["pg_cron control", info.cron.control_url],
  ];
  return `
Slipway's local platform is up after ${seconds} s: migrated, empty, on this machine only.

${rows.map(([name, value]) => `  ${name.padEnd(18)}${value}`).join("\n")}

Try:

  # in a repository with a version.json: its ships go to this platform from now on
  npx --no slipway link --local

  # a component, then a new build of it
  psql '${info.db_url}' -c "insert into ship.components (key, label, name, kind) values ('web', 'web', 'Web', 'web')"
  psql '${info.db_url}' -c "update ship.components set build = build + 1 where key = 'web'"

  # what every version endpoint now answers
  curl -s ${info.api_url}/version

  # what Telegram got
  curl -s ${info.telegram.control_url}

Ctrl-C stops it.
`;
}
