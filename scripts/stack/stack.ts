// The local platform: every part of a hosted project, started together on free ports of 127.0.0.1.

import { elapsed, env as readEnv } from "../runtime.ts";
import type { Apns } from "./apns/apns.ts";
import type { PlatformStore, PlatformStoreOptions } from "./app-store-connect/platform-store.ts";
import type { CodeHostOptions, CodeHostStandIn } from "./code-host/code-host.ts";
import type { GitLabOptions, GitLabStandIn } from "./code-host/gitlab/gitlab.ts";
import type { CronWorker } from "./cron/start-cron-worker.ts";
import type { ReadEnv } from "./environment.ts";
import type { Functions } from "./functions/functions.ts";
import { type Gateway, startGateway } from "./gateway/gateway.ts";
import { loadIdentity } from "./identity.ts";
import { describeStack, type StackInfo } from "./info.ts";
import { Lifecycle, settled } from "./lifecycle.ts";
import type { NetWorker } from "./net/start-net-worker.ts";
import { startCodeHosts, startDatabase, startOutside, type Timed } from "./parts.ts";
import type { Postgres } from "./postgres/start-postgres.ts";
import type { Realtime } from "./realtime/realtime.ts";
import type { Telegram } from "./telegram/telegram.ts";

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
  /** Only those that were asked for. */
  appStore?: PlatformStore;
  codeHost?: CodeHostStandIn;
  gitlab?: GitLabStandIn;
  /** Stops every part and removes what is temporary. May be called again. */
  stop(): Promise<void>;
}

/** What `startStack` may be told. */
export interface StackOptions {
  /** Keep database and keys here, and go on with what is here. Left out: everything is thrown away at the end. */
  dataDir?: string;
  /** Where the variables that replace stand-ins are read; the process' own environment when left out. */
  env?: ReadEnv;
  /** A stand-in for App Store Connect, which only projects with an app in a store ask. */
  appStore?: PlatformStoreOptions;
  /** Stand-ins for code hosts, which nothing but releases asks. */
  codeHost?: CodeHostOptions;
  gitlab?: GitLabOptions;
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
  const timed: Timed = async (step, work) => {
    const value = await work;
    timeline[step] = Math.round(elapsed() - began);
    return value;
  };

  const identity = await loadIdentity(dataDir);
  const gateway = await lifecycle.add(startGateway({ keys: identity.keys }));
  const [database, outside, hosts] = await settled(
    startDatabase(lifecycle, timed, gateway, identity, {
      dataDir,
      log,
      given: env("SLIPWAY_STACK_DATABASE"),
    }),
    startOutside(lifecycle, timed, gateway, identity, { env, log, appStore: options.appStore }),
    startCodeHosts(lifecycle, options),
  );
  const { functions } = outside;
  gateway.upstreams.functions = functions;
  const parts = { ...database, ...outside, ...hosts, gateway };
  return {
    ...parts,
    info: describeStack(parts, identity, env),
    timeline,
    stop: () => lifecycle.stop(),
  };
}
