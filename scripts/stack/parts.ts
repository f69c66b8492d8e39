// The parts of the platform, which start side by side.

import postgres from "postgres";
import { runnableFunctions } from "../package.ts";
import { startApns } from "./apns/apns.ts";
import type { PlatformStoreOptions } from "./app-store-connect/platform-store.ts";
import type { CodeHostOptions } from "./code-host/code-host.ts";
import type { GitLabOptions } from "./code-host/gitlab/gitlab.ts";
import { startCronWorker } from "./cron/start-cron-worker.ts";
import { startDataApi } from "./data-api/data-api.ts";
import { functionsEnvironment, type ReadEnv } from "./environment.ts";
import { startFunctions } from "./functions/functions.ts";
import type { Gateway } from "./gateway/gateway.ts";
import type { Identity } from "./identity.ts";
import { type Lifecycle, settled } from "./lifecycle.ts";
import { startNetWorker } from "./net/start-net-worker.ts";
import { startPostgresControl } from "./postgres-control.ts";
import { pushMigrations } from "./postgres/push-migrations.ts";
import { startPostgres } from "./postgres/start-postgres.ts";
import { startRealExtension } from "./real-extension.ts";
import { startRealtime } from "./realtime/realtime.ts";
import { startTelegram } from "./telegram/telegram.ts";
import { writeVault } from "./vault.ts";

/** Notes when a step was done. */
export type Timed = <Value>(step: string, work: Promise<Value>) => Promise<Value>;

/** Postgres, its migrations and secrets, and everything that talks to it. */
export async function startDatabase(
  lifecycle: Lifecycle,
  timed: Timed,
  gateway: Gateway,
  identity: Identity,
  { dataDir, log, given }: {
    dataDir: string | undefined;
    log: (line: string) => void;
    given: string | undefined;
  },
) {
  const postgresDir = dataDir === undefined ? undefined : `${dataDir}/postgres`;
  const server = await lifecycle.add(
    timed("postgres", startPostgres({ dataDir: postgresDir, migrated: true, given, log })),
  );
  const { ownerUrl, superuserUrl, authenticatorUrl } = server;
  // Data of an earlier start may lack what came since.
  if (dataDir !== undefined) await timed("migrations", pushMigrations(ownerUrl));
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await writeVault(sql, gateway.url, identity.keys.secret);
    // a free port each time: the same project at another address, and no copy of it
    await sql`update ship.project set home_url = null, home_vault_url = ${gateway.url} where home_database is not null`;
  } finally {
    await sql.end();
  }
  const [dataApi, net, cron, postgresControl] = await settled(
    lifecycle.add(timed("data_api", startDataApi({ authenticatorUrl, ownerUrl, keys: identity.keys, log }))),
    lifecycle.add(
      timed("net", server.isGiven ? startRealExtension() : startNetWorker({ superuserUrl, log })),
    ),
    lifecycle.add(
      timed("cron", server.isGiven ? startRealExtension() : startCronWorker({ superuserUrl, log })),
    ),
    lifecycle.add(startPostgresControl(server)),
  );
  gateway.upstreams.dataApi = dataApi;
  return { postgres: server, net, cron, postgresControl };
}

/** What needs no database to start: the stand-ins of the world outside, Realtime, and the functions. */
export async function startOutside(
  lifecycle: Lifecycle,
  timed: Timed,
  gateway: Gateway,
  identity: Identity,
  { env, log, appStore: wanted }: {
    env: ReadEnv;
    log: (line: string) => void;
    appStore: PlatformStoreOptions | undefined;
  },
) {
  const { keyId, teamId, publicKey } = identity.apns;
  const [apns, telegram, realtime, appStore] = await settled(
    lifecycle.add(timed("apns", startApns({ keyId, teamId, publicKey }))),
    lifecycle.add(timed("telegram", startTelegram(identity.telegram))),
    lifecycle.add(timed("realtime", startRealtime({ keys: identity.keys }))),
    startStore(lifecycle, wanted),
  );
  gateway.upstreams.realtime = realtime;
  const functionsEnv = {
    ...functionsEnvironment({ identity, apns, telegram, gatewayUrl: gateway.url, env }),
    ...appStore?.functionsEnv,
  };
  const functions = await lifecycle.add(startFunctions({
    env: functionsEnv,
    dir: runnableFunctions,
    deno: env("SLIPWAY_FUNCTIONS_DENO"),
    log,
  }));
  await timed("functions", functions.ready());
  return { apns, telegram, realtime, functions, functionsEnv, ...appStore ? { appStore } : {} };
}

/** App Store Connect, when it was asked for. */
async function startStore(lifecycle: Lifecycle, wanted: PlatformStoreOptions | undefined) {
  if (wanted === undefined) return undefined;
  const { startPlatformStore } = await import("./app-store-connect/platform-store.ts");
  return await lifecycle.add(startPlatformStore(wanted));
}

/** The code hosts that were asked for; their modules are loaded only then. */
export async function startCodeHosts(
  lifecycle: Lifecycle,
  { codeHost, gitlab }: { codeHost?: CodeHostOptions; gitlab?: GitLabOptions },
) {
  const load = async () => (await import("./code-host/code-host.ts")).startCodeHost;
  const loadGitLab = async () => (await import("./code-host/gitlab/gitlab.ts")).startGitLab;
  return {
    ...codeHost ? { codeHost: await lifecycle.add((await load())(codeHost)) } : {},
    ...gitlab ? { gitlab: await lifecycle.add((await loadGitLab())(gitlab)) } : {},
  };
}
