/**
 * The only file of the functions that touches Deno, the edge runtime, fetch, clocks, timers, randomness and the
 * console. Everything else takes what it needs as a parameter, so that tests decide about time and network.
 */

/** One HTTP/2 client: all its requests share one connection. */
export interface Http2Client {
  /** Resolves with the response head; rejects on any transport failure. */
  post(url: string, headers: Record<string, string>, body: string): Promise<Response>;
  close(): void;
}

export interface Runtime {
  env(name: string): string | undefined;
  /** Rejects with a TimeoutError when the whole answer has not come within `timeoutMs`. */
  fetch(input: RequestInfo | URL, init: RequestInit | undefined, timeoutMs: number): Promise<Response>;
  http2(caCert: string | undefined): Http2Client;
  /** Milliseconds on a clock that never jumps: for durations only. */
  now(): number;
  /** The calendar. */
  date(): Date;
  sleep(ms: number): Promise<void>;
  /** Runs `tick` every `ms` until the returned function is called. */
  every(ms: number, tick: () => void): () => void;
  /** [0, 1) */
  random(): number;
  uuid(): string;
  /** Keeps the isolate alive for `work` after the response has been sent. */
  waitUntil(work: Promise<unknown>): void;
  /** Calls `listener` with the platform's reason (cpu, wall_clock, memory, …) shortly before the isolate ends. */
  onUnload(listener: (reason: string) => void): void;
  write(line: string): void;
}

interface EdgeGlobals {
  EdgeRuntime?: { waitUntil(work: Promise<unknown>): void };
}

const globals = globalThis as unknown as EdgeGlobals;

export const runtime: Runtime = {
  env: (name) => Deno.env.get(name),
  fetch: (input, init, timeoutMs) => fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs) }),
  http2(caCert) {
    const client = Deno.createHttpClient({
      http1: false,
      http2: true,
      ...(caCert === undefined ? {} : { caCerts: [caCert] }),
    });
    return {
      post: (url, headers, body) => fetch(url, { method: "POST", headers, body, client }),
      close: () => client.close(),
    };
  },
  now: () => performance.now(),
  date: () => new Date(),
  sleep: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  every(ms, tick) {
    const timer = setInterval(tick, ms);
    return () => clearInterval(timer);
  },
  random: () => Math.random(),
  uuid: () => crypto.randomUUID(),
  waitUntil(work) {
    // Outside the hosted runtime a pending promise keeps the process busy by itself.
    globals.EdgeRuntime?.waitUntil(work);
  },
  onUnload(listener) {
    addEventListener("beforeunload", (event) => {
      const detail = (event as CustomEvent<{ reason?: string } | undefined>).detail;
      listener(detail?.reason ?? "unload");
    });
  },
  write: (line) => console.log(line),
};
