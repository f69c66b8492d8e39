// The edge runtime of the stack: where each function listens now, and a control URL to break it.

import { z } from "zod";
import { httpFetch } from "../../runtime.ts";
import { startControl } from "../control.ts";
import { type HostCommand, unloadReason } from "./protocol.ts";
import { type ProcessOptions, SupervisedProcess } from "./supervised-process.ts";

/** Where a function is, or why it is not there. */
export type Target = { url: string } | { missing: "unknown" | "failed" | "down" };

/** The running functions. */
export interface Functions {
  /** Where a function listens now; the answer changes with every restart of the process. */
  target(name: string): Target;
  controlUrl: string;
  /** The process id; undefined while there is none. */
  pid(): number | undefined;
  /** Resolves when every function serves; raises `functions_not_started` when the process ends before. */
  ready(): Promise<void>;
  /** SIGKILL; the process comes back. */
  kill9(): Promise<void>;
  /** A graceful end; the process comes back. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

const settingsSchema = z.strictObject({
  /** Whether a process that ended is started again. */
  respawn: z.boolean().default(true),
});

const unloadBody = z.strictObject({
  function: z.string().optional(),
  reason: unloadReason.default("termination"),
});

/**
 * Starts the functions process and its control URL, with the actions `kill` (SIGKILL), `restart` (graceful) and
 * `beforeunload` (`{function?, reason}`: tells functions that their time is up, without ending them).
 */
export async function startFunctions(options: ProcessOptions): Promise<Functions> {
  const child = new SupervisedProcess(options);
  const control = await startControl({
    schema: settingsSchema,
    apply: ({ respawn }) => child.respawn = respawn,
    received: () => ({
      pid: child.pid ?? null,
      restarts: Math.max(0, child.starts - 1),
      urls: Object.fromEntries(
        Object.entries(child.places?.ready ?? {}).map((
          [name, port],
        ) => [name, `http://127.0.0.1:${port}/${name}`]),
      ),
    }),
    forget: () => {},
    actions: {
      kill: () => child.kill9(),
      restart: () => child.end(),
      beforeunload: (body) => tell(child, { do: "beforeunload", ...unloadBody.parse(body) }),
    },
  });
  return {
    target: (name) => {
      const { places } = child;
      if (!places) return { missing: "down" };
      if (places.failed.includes(name)) return { missing: "failed" };
      const port = Object.hasOwn(places.ready, name) ? places.ready[name] : undefined;
      return port === undefined ? { missing: "unknown" } : { url: `http://127.0.0.1:${port}` };
    },
    controlUrl: control.url,
    pid: () => child.pid,
    ready: () => child.ready,
    kill9: () => child.kill9(),
    restart: () => child.end(),
    stop: async () => {
      await Promise.all([control.stop(), child.stop()]);
    },
  };
}

async function tell({ places }: SupervisedProcess, command: HostCommand): Promise<void> {
  if (!places) return;
  const init = { method: "POST", body: JSON.stringify(command) };
  const response = await httpFetch(`http://127.0.0.1:${places.control}`, init);
  await response.body?.cancel();
}
