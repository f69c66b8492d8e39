import { z } from "zod";
import { sleep, spawn } from "../../runtime.ts";

/** What the simulator must know to verify provider tokens. */
interface ApnsOptions {
  /** The 10 characters of `kid`. */
  keyId: string;
  /** The 10 characters of `iss`. */
  teamId: string;
  /** The public half of the signing key: PEM (SPKI) or JWK. */
  publicKey: string | JsonWebKey;
  /** The bundle ids that the key may push to; any well-formed one when left out. */
  topics?: string[];
}

/** A running APNs simulator. */
export interface Apns {
  productionUrl: string;
  sandboxUrl: string;
  /** PEM of the authority that signed both hosts' certificate; made at start, trusted by nobody else. */
  caCert: string;
  /** Plain HTTP; see README.md beside this file. */
  controlUrl: string;
  pid: number;
  /** Ends the process; may be called again. */
  stop(): Promise<void>;
}

const ready = z.object({
  productionUrl: z.url(),
  sandboxUrl: z.url(),
  controlUrl: z.url(),
  caCert: z.string(),
});

/**
 * Starts the simulator in a process of its own, so that it works on the second core. It also ends when this process dies.
 * Raises an Error `apns_not_started`, the process having said why on standard error, or Deno.errors.NotFound when Node is missing.
 */
export async function startApns(options: ApnsOptions): Promise<Apns> {
  const main = new URL("./server/main.mjs", import.meta.url).pathname;
  const child = spawn("node", [main], {
    stdin: "piped",
    stderr: "inherit",
    detached: true,
    env: { SLIPWAY_APNS_OPTIONS: JSON.stringify(options) },
  });
  const first = await child.stdout[Symbol.asyncIterator]().next();
  if (first.done) {
    throw new Error(`apns_not_started: Node ended with code ${await child.exited}; see its error above.`);
  }
  const stop = async () => {
    child.kill("SIGTERM");
    const timeout = new AbortController();
    const isGone = await Promise.race([
      child.exited.then(() => true),
      sleep(2000, timeout.signal).then(() => false),
    ]);
    timeout.abort();
    if (!isGone) child.kill("SIGKILL");
    await child.exited;
  };
  let stopped: Promise<void> | undefined;
  return { ...ready.parse(JSON.parse(first.value)), pid: child.pid, stop: () => stopped ??= stop() };
}
