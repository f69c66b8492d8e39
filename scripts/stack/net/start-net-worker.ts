import postgres from "postgres";
import { startControl } from "../control.ts";
import { startBackgroundWorker } from "../postgres/background-worker.ts";
import { runBatch } from "./run-batch.ts";
import { netSettings, NetState } from "./settings.ts";

/** The stand-in for pg_net's background worker. */
export interface NetWorker {
  /** GET counters and settings, PUT settings, DELETE resets, POST …/crash empties the queue as a crash does. */
  controlUrl: string;
  /** Gives up the batch under way, as a SIGKILL would. May be called again. */
  stop(): Promise<void>;
}

/** pg_net looks again this long after it did something, even when nobody woke it. */
const napMs = 1_000;
const foreverMs = 2 ** 31 - 1;

/**
 * Starts the worker; it needs a superuser, as the original runs as one. It may start before the extension is
 * installed, and reconnects when Postgres comes back. A committed call is on the wire about 1 ms later.
 */
export async function startNetWorker(
  options: { superuserUrl: string; log?: (line: string) => void },
): Promise<NetWorker> {
  const state = new NetState();
  const worker = startBackgroundWorker({
    url: options.superuserUrl,
    name: "pg_net worker",
    channel: "pg_net_wake",
    log: options.log,
    async work({ sql, signal, wait }) {
      while (!signal.aborted) {
        const result = await runBatch(sql, state, signal);
        await wait(result === "worked" ? napMs : foreverMs);
      }
    },
  });

  const control = await startControl({
    schema: netSettings,
    apply: (settings) => state.settings = settings,
    received: () => ({ counters: state.counters }),
    forget: () => state.forget(),
    actions: {
      async crash() {
        worker.cut();
        await emptyQueue(options.superuserUrl);
      },
    },
  });

  return {
    controlUrl: control.url,
    async stop() {
      await Promise.all([worker.stop(), control.stop()]);
    },
  };
}

/** What crash recovery does to unlogged tables and their sequence. */
async function emptyQueue(url: string): Promise<void> {
  const sql = postgres(url, { max: 1, onnotice: () => {}, fetch_types: false });
  try {
    await sql`truncate net.http_request_queue, net._http_response restart identity`;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
