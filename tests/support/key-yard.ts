// A repository whose project has keys: the Management API that makes them, functions that learn them when they start, and clients that use them.

import { onTestFinished } from "vitest";
import { httpFetch, serveHttp } from "../../scripts/runtime.ts";
import { type ManagementApi, startManagementApi } from "./management-api/management-api.ts";
import { until } from "./until.ts";
import type { Stack } from "../../scripts/stack/stack.ts";
import type { Monorepo, Outcome, Shipyard } from "./shipyard.ts";

/** What a test of key rotation works with. */
export interface KeyYard {
  repo: Monorepo;
  api: ManagementApi;
  oldKey: string;
  run(...args: string[]): Promise<Outcome>;
  /** Variables of the command. */
  env: Record<string, string>;
  /** Functions start again, with the keys and secrets that the project has now. */
  deploy(): Promise<void>;
  /** A request of an app with this key: its status. */
  ask(key: string): Promise<number>;
  /** As if all that is known of keys had happened so much earlier. */
  age(interval: string): Promise<void>;
}

/** Declares `keys` in version.json; `{deploy}` in a command of it is an address that deploys the functions. */
export async function openKeyYard(yard: Shipyard<Stack>, keys: Record<string, unknown>): Promise<KeyYard> {
  const { stack, sql } = yard;
  await sql`truncate ship.keys, ship.key_rotations, ship.key_rotation_steps, ship.key_usage cascade`;
  const api = await startManagementApi();
  const before = { ...stack.functionsEnv };
  const oldKey = stack.info.publishable_key;
  api.apiKeys.push({ id: "first", type: "publishable", name: "default", value: oldKey });

  const ask = async (key: string) => {
    const response = await httpFetch(`${stack.info.api_url}/functions/v1/devices`, {
      method: "POST",
      headers: { apikey: key, "content-type": "application/json" },
      body: JSON.stringify({ component: "ios", token: "abcdef", environment: "production" }),
    });
    await response.body?.cancel();
    return response.status;
  };
  const deploy = async () => {
    const publishable = api.apiKeys.filter(({ type }) => type === "publishable");
    stack.functionsEnv.SUPABASE_PUBLISHABLE_KEYS = JSON.stringify(
      Object.fromEntries(publishable.map(({ name, value }) => [name, value])),
    );
    await stack.functions.restart();
    await until("the functions serve again", async () => await ask("nobody's") === 401);
  };
  const deployer = await serveHttp(async () => {
    await deploy();
    return new Response("deployed\n");
  });
  const repo = await yard.open({
    edit(draft) {
      const text = JSON.stringify(keys).replaceAll("{deploy}", deployer.url);
      draft.ship.keys = JSON.parse(text);
      draft.ship.environment = { name: "production", branch: "main", project_ref: api.projectRef };
    },
  });
  await repo.write(".git/profile.yaml", api.profile);
  await yard.adopt(repo);
  onTestFinished(async () => {
    for (const name of Object.keys(stack.functionsEnv)) delete stack.functionsEnv[name];
    Object.assign(stack.functionsEnv, before);
    await Promise.all([deployer.stop(), api.stop()]);
    await stack.functions.restart();
  });
  const env = {
    ...yard.env,
    SUPABASE_PROFILE: `${repo.root}/.git/profile.yaml`,
    SUPABASE_HOME: `${repo.root}/.git`,
    SUPABASE_ACCESS_TOKEN: api.accessToken,
    SUPABASE_NO_KEYRING: "1",
  };
  return {
    ...{ repo, api, oldKey, env, deploy, ask },
    run: (...args) => repo.run("keys", ...args, { env }),
    async age(interval) {
      await sql`update ship.keys set generated_at = generated_at - ${interval}::interval, added_at = added_at - ${interval}::interval`;
      await sql`update ship.key_rotation_steps set done_at = done_at - ${interval}::interval`;
      await sql`update ship.key_usage set hour = hour - ${interval}::interval`;
      await sql`update ship_private.sweeps set tidied_at = tidied_at - ${interval}::interval`;
    },
  };
}
