/**
 * The only file of the functions that touches Deno, the edge runtime, fetch, clocks, timers, randomness and the
 * console. Everything else takes what it needs as a parameter, so that tests decide about time and network.
 */

/** A connection as bytes. */
export interface ByteStream {
  /** Resolves with the count of bytes, null at the end. */
  read(into: Uint8Array): Promise<number | null>;
  /** Resolves with how many bytes were taken. */
  write(bytes: Uint8Array): Promise<number>;
  close(): void;
}

/** A server, and how its certificate is checked. */
export interface TlsServer {
  /** `https://host` or `https://host:port` */
  origin: string;
  /** PEM, only for a stand-in. */
  caCert: string | undefined;
}

export interface Runtime {
  env(name: string): string | undefined;
  /** Rejects with a TimeoutError when the whole answer has not come within `timeoutMs`. */
  fetch(input: RequestInfo | URL, init: RequestInit | undefined, timeoutMs: number): Promise<Response>;
  /** A TLS connection whose other end has agreed to speak HTTP/2; rejects after 5 s, and when `signal` is aborted. */
  connectHttp2(server: TlsServer, signal: AbortSignal): Promise<ByteStream>;
  /** A fetch of its own, for HTTP/2 where sockets can't be opened. */
  createHttp2Fetch(caCert: string | undefined): Http2Fetch;
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

interface Http2Fetch {
  fetch(url: string, init: RequestInit): Promise<Response>;
  close(): void;
}

interface EdgeGlobals {
  EdgeRuntime?: { waitUntil(work: Promise<unknown>): void };
}

const globals = globalThis as unknown as EdgeGlobals;

export const runtime: Runtime = {
  env: (name) => Deno.env.get(name),
  fetch: (input, init, timeoutMs) => fetch(input, { ...init, signal: AbortSignal.timeout(timeoutMs) }),
  connectHttp2,
  createHttp2Fetch(caCert) {
    const client = Deno.createHttpClient({
      http1: false,
      http2: true,
      ...(caCert === undefined ? {} : { caCerts: [caCert] }),
    });
    return { fetch: (url, init) => fetch(url, { ...init, client }), close: () => client.close() };
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

/** Well before anybody counts a request as unanswered: one that was never written is in no doubt. */
const connectMs = 5_000;

async function connectHttp2({ origin, caCert }: TlsServer, signal: AbortSignal): Promise<ByteStream> {
  const { hostname, port } = new URL(origin);
  const end = AbortSignal.any([signal, AbortSignal.timeout(connectMs)]);
  const connecting = Deno.connect({ hostname: bare(hostname), port: Number(port || 443) });
  const socket = await unless(end, connecting, () => connecting.then((late) => late.close(), () => {}));
  // Before TLS, because it hides the socket: with Nagle's algorithm the first answer of some servers takes 44 ms instead of 1.
  socket.setNoDelay(true);
  const stream = await Deno.startTls(socket, {
    hostname: bare(hostname),
    alpnProtocols: ["h2"],
    caCerts: caCert === undefined ? [] : [caCert],
  });
  const { alpnProtocol } = await unless(end, stream.handshake(), () => stream.close());
  if (alpnProtocol === "h2") return stream;
  stream.close();
  throw new TypeError(`${hostname} does not speak HTTP/2`);
}

/** [::1] as sockets want it: ::1 */
function bare(hostname: string): string {
  return hostname.replace(/^\[|\]$/g, "");
}

/** Rejects, after `stop`, when `work` fails, and when `signal` is aborted before it is done. */
async function unless<T>(signal: AbortSignal, work: Promise<T>, stop: () => unknown): Promise<T> {
  const { promise, resolve, reject } = Promise.withResolvers<T>();
  const onAbort = () => reject(signal.reason);
  if (signal.aborted) onAbort();
  signal.addEventListener("abort", onAbort);
  work.then(resolve, reject);
  try {
    return await promise;
  } catch (cause) {
    stop();
    throw cause;
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}
