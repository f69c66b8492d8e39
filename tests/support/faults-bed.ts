import { chmod } from "node:fs/promises";
import { env, makeTempDir, removeDir } from "../../scripts/runtime.ts";
import { functionsEnvironment } from "../../scripts/stack/environment.ts";
import { loadIdentity } from "../../scripts/stack/identity.ts";
import { type LoadedStack, startLoadedStack } from "./loaded-stack.ts";

/** The stack on which cases are tried, one after the other. */
export interface Bed {
  on: LoadedStack;
  /** What the functions have written since the case began. */
  log: string[];
  /** What further functions processes are started with. */
  functions: { env: Record<string, string>; deno: string | undefined };
  /** Undoes what a case did to stand-ins, policy and devices. */
  reset(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts it; it sweeps every second instead of every ten, so that a take-over does not wait for the clock. */
export async function startBed(): Promise<Bed> {
  // A folder of its own only because the keys lie in it. Postgres may run as another account, which has to get through.
  const folder = await makeTempDir("slipway-faults-");
  await chmod(folder, 0o755);
  const log: string[] = [];
  const on = await startLoadedStack({ dataDir: folder, log: (line) => log.push(line) }).catch(
    async (error) => {
      await removeDir(folder);
      throw error;
    },
  );
  await on.sql`select cron.schedule('slipway-sweep', '1 second', 'select ship.sweep()')`;
  return {
    on,
    log,
    functions: {
      env: functionsEnvironment({
        identity: await loadIdentity(folder),
        apns: on.stack.apns,
        telegram: on.stack.telegram,
        gatewayUrl: on.info.api_url,
        env,
      }),
      deno: env("SLIPWAY_FUNCTIONS_DENO"),
    },
    reset: async () => {
      for (const { control_url } of [on.info.apns, on.info.net, on.info.functions]) {
        await on.control(control_url, "DELETE");
      }
      await on.sql.begin(async (sql) => {
        await sql`delete from ship.push_policy where is_only_row`;
        // a trial fills the table at once, from many addresses
        await sql`insert into ship.push_policy (new_devices_per_minute_in_all) values (1000000)`;
        await sql`truncate ship.device_push_tokens, ship_private.registration_windows`;
      });
      log.length = 0;
    },
    stop: async () => {
      await on.stop();
      await removeDir(folder);
    },
  };
}
