import postgres, { type Sql } from "postgres";
import { sleep } from "../../runtime.ts";

/** One connected life of a background worker. */
export interface WorkerSession {
  /** A single connection. */
  sql: Sql;
  /** Aborts when the connection is lost, the session is cut, or the worker stops. */
  signal: AbortSignal;
  /** Resolves after `ms`, when the session ends, or when something woke it since the last call returned: the session's latch. */
  wait(ms: number): Promise<void>;
  /** Sets the latch, as a notification does. */
  wake(): void;
}

/** A loop beside Postgres, as an extension's background worker is. */
interface BackgroundWorker {
  /** Drops the connection in the middle of whatever it does, as a crash would; a new session follows. */
  cut(): void;
  /** May be called again. */
  stop(): Promise<void>;
}

/** Pause between attempts to reach a Postgres that is away. */
const reconnectMs = 50;
/** A connection that is not there by then is given up. */
const connectMs = 3_000;

/**
 * Runs `work` with a connection that listens on `channel`, and again with a new one whenever it ends. An error ends the session
 * and is logged, unless the connection was lost: Postgres being away is nothing to report.
 */
export function startBackgroundWorker(options: {
  url: string;
  /** As pg_stat_activity shows it. */
  name: string;
  channel: string;
  /** Called for each notification; when it answers false, the notification leaves a wait alone. */
  notified?: () => boolean;
  work: (session: WorkerSession) => Promise<void>;
  log?: (line: string) => void;
}): BackgroundWorker {
  const stopping = new AbortController();
  let session = new AbortController();
  const loop = async () => {
    while (!stopping.signal.aborted) {
      session = new AbortController();
      try {
        await runSession(session, options);
      } catch (error) {
        if (!session.signal.aborted) {
          options.log?.(`${options.name}: ${error instanceof Error ? error.message : error}`);
        }
      }
      session.abort();
      await sleep(reconnectMs, stopping.signal);
    }
  };
  const ended = loop();
  return {
    cut: () => session.abort(),
    stop() {
      stopping.abort();
      session.abort();
      return ended;
    },
  };
}

async function runSession(
  session: AbortController,
  { url, name, channel, notified = () => true, work }: Parameters<typeof startBackgroundWorker>[0],
): Promise<void> {
  const { signal } = session;
  const sql = postgres(url, {
    max: 1,
    fetch_types: false,
    connection: { application_name: name },
    onnotice: () => {},
    onclose: () => session.abort(),
  });
  let isWoken = false;
  let nap = new AbortController();
  const wake = () => {
    isWoken = true;
    nap.abort();
  };
  try {
    const working = (async () => {
      const isConnected = new AbortController();
      sleep(connectMs, isConnected.signal).then(() => !isConnected.signal.aborted && session.abort());
      await sql.listen(channel, () => notified() && wake());
      isConnected.abort();
      await work({
        sql,
        signal,
        wake,
        async wait(ms) {
          nap = new AbortController();
          if (!isWoken) await sleep(ms, AbortSignal.any([nap.signal, signal]));
          isWoken = false;
        },
      });
    })();
    // postgres.js leaves a query pending for ever when the connection closes before the query was written.
    await Promise.race([working, rejected(signal)]);
  } finally {
    session.abort();
    await sql.end({ timeout: 0 });
  }
}

function rejected(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener("abort", () => reject(new Error("The session has ended.")));
  });
}
