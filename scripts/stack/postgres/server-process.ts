import { createServer } from "node:net";
import { join } from "node:path";
import { env, sleep, spawn, type SpawnOptions } from "../../runtime.ts";
import { StackError } from "../errors.ts";
import { as, type OsAccount } from "./os-account.ts";
import { cutPower, guardAgainstOrphans } from "./processes.ts";

/** A running postmaster. */
export interface Server {
  pid: number;
  port: number;
  /** Resolves when the postmaster is gone, however it went. */
  exited: Promise<number>;
  /** Fast shutdown; after 10 s an immediate one. */
  stop(): Promise<void>;
  /** As a power cut: SIGKILL to the postmaster and its children. */
  kill9(): Promise<void>;
}

/** What a server is started from. */
interface LaunchOptions {
  native: string;
  dataDir: string;
  port: number;
  account: OsAccount;
  /** Removed as well if this process is killed before it can clean up. */
  temporaryDir?: string;
}

/** Nothing of the caller's PG* variables and locale reaches Postgres. */
export const serverEnv: SpawnOptions = {
  clearEnv: true,
  env: { PATH: env("PATH") ?? "/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" },
  detached: true,
};

const serverSettings: Record<string, string> = {
  listen_addresses: "127.0.0.1",
  unix_socket_directories: "",
  max_connections: "300",
  shared_buffers: "128MB",
  wal_level: "logical",
  timezone: "UTC",
  log_timezone: "UTC",
  // Statements can hold secrets: the log names errors, never the statement.
  log_min_error_statement: "panic",
  log_checkpoints: "off",
};

/** Where a role of the bootstrap logs in. */
export function urlFor(role: "postgres" | "supabase_admin" | "authenticator", port: number): string {
  return `postgresql://${role}:postgres@127.0.0.1:${port}/postgres`;
}

/** A port on 127.0.0.1 that was free a moment ago. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once("error", reject).listen(0, "127.0.0.1", () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === "object" && address ? address.port : 0));
    });
  });
}

/**
 * Starts Postgres on a data directory and waits until it accepts connections.
 * Raises `port_taken`, `data_dir_in_use`, `postgres_died` (with the end of its log).
 */
export async function launchServer(
  { native, dataDir, port, account, temporaryDir = "" }: LaunchOptions,
): Promise<Server> {
  const flags = Object.entries({ ...serverSettings, port: String(port) }).flatMap((
    [name, value],
  ) => ["-c", `${name}=${value}`]);
  const child = spawn(join(native, "bin", "postgres"), ["-D", dataDir, ...flags], {
    ...as(account),
    ...serverEnv,
    stdout: "null",
  });
  const guard = guardAgainstOrphans(child.pid, temporaryDir);
  let isGone = false;
  const exited = child.exited.finally(() => {
    isGone = true;
    guard.kill("SIGKILL");
  });

  const log: string[] = [];
  const isReady = await new Promise<boolean>((resolve) => {
    const read = async () => {
      for await (const line of child.stderr) {
        log.push(line);
        if (log.length > 20) log.shift();
        if (line.includes("database system is ready to accept connections")) resolve(true);
      }
      resolve(false);
    };
    read();
  });
  if (!isReady) {
    child.kill("SIGKILL");
    await exited;
    throw startupError(log, dataDir, port);
  }

  const kill9 = async () => {
    if (!isGone) await cutPower(child.pid);
    await exited;
  };
  return {
    pid: child.pid,
    port,
    exited,
    async stop() {
      for (const [signal, limitMs] of [["SIGINT", 10_000], ["SIGQUIT", 5_000]] as const) {
        // The pid of a process that is gone may be a stranger's by now.
        if (isGone) return;
        child.kill(signal);
        const waiting = new AbortController();
        await Promise.race([exited, sleep(limitMs, waiting.signal)]);
        waiting.abort();
      }
      await kill9();
    },
    kill9,
  };
}

/** Between finding a free port and binding it, somebody else may take it. */
export function launchOnFreePort(options: Omit<LaunchOptions, "port">): Promise<Server> {
  return whilePortIsTaken(async () => launchServer({ ...options, port: await freePort() }));
}

/** Tries again while the port is in use, up to ten times. */
export async function whilePortIsTaken(launch: () => Promise<Server>): Promise<Server> {
  for (let attempt = 1;; attempt++) {
    try {
      return await launch();
    } catch (error) {
      if (attempt === 10 || !(error instanceof StackError && error.code === "port_taken")) {
        throw error;
      }
      await sleep(50);
    }
  }
}

function startupError(log: string[], dataDir: string, port: number): StackError {
  const text = log.join("\n");
  if (/could not bind|could not create any TCP\/IP sockets/.test(text)) {
    return new StackError(
      "port_taken",
      `Port ${port} on 127.0.0.1 is in use.`,
      "Choose another port, or leave it out to get a free one.",
    );
  }
  if (/lock file "postmaster.pid" already exists|pre-existing shared memory block/.test(text)) {
    return new StackError(
      "data_dir_in_use",
      `Another Postgres runs on ${dataDir}.`,
      "Stop it first, or choose another data folder.",
    );
  }
  return new StackError(
    "postgres_died",
    `Postgres ended while it started. Its last words:\n${text}`,
    `Read the lines above; a fresh data folder instead of ${dataDir} tells whether the data is the cause.`,
  );
}
