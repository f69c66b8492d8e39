import { readFileSync } from "node:fs";
import type postgres from "postgres";

/** The nine-component monorepo that the demo ships: a version.json as any user has it. */
export const demoManifest: Record<string, unknown> = JSON.parse(
  readFileSync(new URL("./version.json", import.meta.url), "utf8"),
);

/** The same, with `"auto": true` in the app's store. */
export const autoManifest = JSON.parse(JSON.stringify(demoManifest), (key, value) => {
  return key === "store" && typeof value.app_id === "string" ? { ...value, auto: true } : value;
});

/** The app's bundle id in that manifest. */
export const demoTopic = "test.example.helper";

/**
 * Registers `count` devices the way the `devices` function does, from as many client addresses as the limit of new
 * devices per address asks for. Tokens are 64 hex characters; they and the ids of
 * the installations are the same on every call.
 */
export async function registerDevices(sql: postgres.Sql, count: number): Promise<void> {
  await sql`
    select ship.register_device(
      'ios', encode(sha256(convert_to('device ' || number, 'UTF8')), 'hex'), 'production', ${demoTopic},
      installation_id => md5('installation ' || number)::uuid,
      client_address => 'demo ' || number / 50
    )
    from generate_series(1, ${count}::int) as number`;
}

/** Records the `count` builds after the present one as reported by the store and installable now. */
export async function recordStoreBuilds(sql: postgres.Sql, component: string, count: number): Promise<void> {
  await sql`
    select ship.confirm_store_build(components.key, components.build + step, components.version, now())
    from ship.components
    cross join generate_series(1, ${count}::int) as step
    where components.key = ${component}`;
}
