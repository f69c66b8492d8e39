// The local platform: every part of a hosted project, started together on free ports of 127.0.0.1.

import postgres from "postgres";
import { runnableFunctions } from "../package.ts";
import { elapsed, env as readEnv } from "../runtime.ts";
import { type Apns, startApns } from "./apns/apns.ts";
import { type CronWorker, startCronWorker } from "./cron/start-cron-worker.ts";
import { startDataApi } from "./data-api/data-api.ts";
import { functionsEnvironment, type ReadEnv } from "./environment.ts";
import { type Functions, startFunctions } from "./functions/functions.ts";
import { type Gateway, startGateway } from "./gateway/gateway.ts";
import { type Identity, loadIdentity } from "./identity.ts";
import { describeStack, type StackInfo } from "./info.ts";
import { Lifecycle, settled } from "./lifecycle.ts";
import { type NetWorker, startNetWorker } from "./net/start-net-worker.ts";
import { startPostgresControl } from "./postgres-control.ts";
import { pushMigrations } from "./postgres/push-migrations.ts";
import { type Postgres, startPostgres } from "./postgres/start-postgres.ts";
import { startRealExtension } from "./real-extension.ts";
import { type Realtime, startRealtime } from "./realtime/realtime.ts";
import { startTelegram, type Telegram } from "./telegram/telegram.ts";
import { writeVault } from "./vault.ts";

/** A running stack. */
export interface Stack {
  /** What `slipway stack up --json` prints. */
  info: StackInfo;
  /** Milliseconds from the start until each step was done, in the order in which they were. */
  timeline: Record<string, number>;
  postgres: Postgres;
  functions: Functions;
  /** What the functions see as their environment, secrets included. */
  functionsEnv: Record<string, string>;
  gateway: Gateway;
  realtime: Realtime;
  apns: Apns;
  telegram: Telegram;
  net: NetWorker;
  cron: CronWorker;
  /** Stops every part and removes what is temporary. May be called again. */
  stop(): Promise<void>;
}

/** What `startStack` may be told. */
export interface StackOptions {
  /** Keep database and keys here, and go on with what is here. Left out: everything is thrown away at the end. */
  dataDir?: string;
  /** Where the variables that replace stand-ins are read; the process' own environment when left out. */
  env?: ReadEnv;
  /** Gets one line at a time; never a key or a token. */
  log?: (line: string) => void;
}

/**
 * Starts Postgres, migrated and empty, and everything around it. Raises StackError; what had
 * been started by then is stopped.
 */
export async function startStack(options: StackOptions = {}): Promise<Stack> {
  const lifecycle = new Lifecycle();
  try {
    return await compose(lifecycle, options);
  } catch (error) {
    await lifecycle.stop().catch(() => {});
    throw error;
  }
}

async function compose(lifecycle: Lifecycle, options: StackOptions): Promise<Stack> {
  const { dataDir, env = readEnv, log = () => {} } = options;
  const began = elapsed();
  const timeline: Record<string, number> = {};
  const timed = async <Value>(step: string, work: Promise<Value>): Promise<Value> => {
    const value = await work;
    timeline[step] = Math.round(elapsed() - began);
    return value;
  };

  const identity = await loadIdentity(dataDir);
  const gateway = await lifecycle.add(startGateway({ keys: identity.keys }));
  const [database, outside] = await settled(
    startDatabase(lifecycle, timed, gateway, identity, {
      dataDir,
      log,
      given: env("SLIPWAY_STACK_DATABASE"),
    }),
    startOutside(lifecycle, timed, gateway, identity, env, log),
  );
  const { functions } = outside;
  gateway.upstreams.functions = functions;
  const parts = { ...database, ...outside, gateway };
  return {
    ...parts,
    info: describeStack(parts, identity, env),
    timeline,
    stop: () => lifecycle.stop(),
  };
}

type Timed = <Value>(step: string, work: Promise<Value>) => Promise<Value>;

/** Postgres, its migrations and secrets, and everything that talks to it. */
async function startDatabase(
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
async function startOutside(
  lifecycle: Lifecycle,
  timed: Timed,
  gateway: Gateway,
  identity: Identity,
  env: ReadEnv,
  log: (line: string) => void,
) {
  const { keyId, teamId, publicKey } = identity.apns;
  const [apns, telegram, realtime] = await settled(
    lifecycle.add(timed("apns", startApns({ keyId, teamId, publicKey }))),
    lifecycle.add(timed("telegram", startTelegram(identity.telegram))),
    lifecycle.add(timed("realtime", startRealtime({ keys: identity.keys }))),
  );
  gateway.upstreams.realtime = realtime;
  const functionsEnv = functionsEnvironment({ identity, apns, telegram, gatewayUrl: gateway.url, env });
  const functions = await lifecycle.add(startFunctions({
    env: functionsEnv,
    dir: runnableFunctions,
    deno: env("SLIPWAY_FUNCTIONS_DENO"),
    log,
  }));
  await timed("functions", functions.ready());
  return { apns, telegram, realtime, functions, functionsEnv };
}
