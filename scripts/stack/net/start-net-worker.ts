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

/** pg_net naps after every batch, also after an empty one, and looks again after a batch that was not. */
const napMs = 1_000;
const foreverMs = 2 ** 31 - 1;

/**
 * Starts the worker; it needs a superuser, as the original runs as one. It may start before the extension is
 * installed, and reconnects when Postgres comes back.
 *
 * A call that is committed while pg_net is at rest is on the wire about 1 ms later. In a busy period the original's flag
 * `should_wake` stays set after the first commit: only a commit that sets it cuts a nap short, and only an empty batch leads
 * back to where it is cleared. Every later call waits for the end of the nap, for 1 s at most.
 */
export async function startNetWorker(
  options: { superuserUrl: string; log?: (line: string) => void },
): Promise<NetWorker> {
  const state = new NetState();
  let shouldWake = true;
  const worker = startBackgroundWorker({
    url: options.superuserUrl,
    name: "pg_net worker",
    channel: "pg_net_wake",
    log: options.log,
    notified() {
      const isFirst = !shouldWake;
      shouldWake = true;
      return isFirst;
    },
    async work({ sql, signal, wait }) {
      // A worker that starts again looks at what the last one left.
      shouldWake = true;
      while (!signal.aborted) {
        if (!shouldWake) {
          await wait(foreverMs);
          continue;
        }
        shouldWake = false;
        for (let isBusy = true; isBusy && !signal.aborted;) {
          const result = await runBatch(sql, state, signal);
          if (result === "absent") break;
          await wait(napMs);
          isBusy = result === "worked";
        }
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
