// The one file of the scripts that touches Deno, the network, clocks and randomness.

import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";

/** The value of an environment variable; undefined when it is unset or empty. */
export function env(name: string): string | undefined {
  return Deno.env.get(name) || undefined;
}

/** Milliseconds since 1970. */
export function now(): number {
  return Date.now();
}

/** Milliseconds that only rise, with fractions: for measuring. */
export function elapsed(): number {
  return performance.now();
}

/** Resolves after `ms` milliseconds, or at once when `signal` aborts. */
export function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  if (signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal?.removeEventListener("abort", done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal?.addEventListener("abort", done);
  });
}

/** Reads the standard input to its end and throws away what came; until `signal` aborts, which closes it. */
export async function standardInputEnd(signal: AbortSignal): Promise<void> {
  const bytes = new Uint8Array(1_024);
  // A read that is pending would keep this process alive.
  signal.addEventListener("abort", () => Deno.stdin.close());
  while (!signal.aborted && await Deno.stdin.read(bytes).catch(() => null) !== null);
}

/** `count` random bytes in lower-case hex. */
export function randomHex(count: number): string {
  return toHex(crypto.getRandomValues(new Uint8Array(count)));
}

/** SHA-256 in lower-case hex. */
export async function sha256(text: string): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text))));
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The global fetch, so that callers stay free of globals. */
export function httpFetch(
  input: string | URL | Request,
  init?: RequestInit & { client?: Deno.HttpClient },
): Promise<Response> {
  return fetch(input, init);
}

/** What a server answered to `sendFile`. */
interface FileAnswer {
  status: number;
  headers: Headers;
  text: string;
}

/**
 * POSTs a file as a body with its length, a piece at a time; follows no redirect. `fetch` sends a stream without its length, and a Blob of a
 * file whole in memory: measured with Deno 2.9. Rejects when the connection breaks before an answer, and with the signal's reason.
 */
export async function sendFile(
  url: URL,
  file: { path: string; sizeBytes: number },
  headers: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<FileAnswer> {
  const { request } = url.protocol === "https:" ? await import("node:https") : await import("node:http");
  return await new Promise((resolve, reject) => {
    const outgoing = request(url, {
      method: "POST",
      headers: { ...headers, "content-length": file.sizeBytes },
      signal,
    }, (incoming) => {
      let text = "";
      incoming.setEncoding("utf8");
      incoming.on("data", (piece: string) => text += piece);
      incoming.on("error", reject);
      incoming.on("end", () => {
        const found = Object.entries(incoming.headers).flatMap(([name, value]) =>
          value === undefined ? [] : [[name, String(value)]]
        );
        resolve({ status: incoming.statusCode ?? 0, headers: new Headers(found), text });
        outgoing.destroy();
      });
    });
    // a server may refuse before it has read everything: then the answer counts, and not the broken pipe
    outgoing.on("error", (error) => setTimeout(() => reject(signal.aborted ? signal.reason : error), 100));
    pipeline(createReadStream(file.path), outgoing).catch((error) => {
      if (!("code" in error) || error.code === "ENOENT" || error.code === "EACCES") reject(error);
    });
  });
}

/** A running HTTP server on 127.0.0.1. */
export interface HttpServer {
  /** `http://127.0.0.1:<port>`, without a slash at the end. */
  url: string;
  port: number;
  /** Stops listening, gives requests in flight half a second, then cuts them off. May be called again. */
  stop(): Promise<void>;
}

/** Serves `handler` on 127.0.0.1, on a free port unless `port` is given; raises Deno.errors.AddrInUse. */
export function serveHttp(
  handler: (request: Request, info: { remoteAddr: Deno.Addr }) => Response | Promise<Response>,
  options: { port?: number } = {},
): Promise<HttpServer> {
  const abort = new AbortController();
  let inFlight = 0;
  const server = Deno.serve({
    hostname: "127.0.0.1",
    port: options.port ?? 0,
    signal: abort.signal,
    onListen: () => {},
    // The handler turns its own errors into answers; what gets here is a defect, and no client may see its stack.
    onError: () => Response.json({ code: "internal", message: "The server failed." }, { status: 500 }),
  }, async (request, info) => {
    inFlight++;
    try {
      return await handler(request, info);
    } finally {
      inFlight--;
    }
  });
  const { port } = server.addr;
  let stopped: Promise<void> | undefined;
  const stop = async () => {
    for (const deadline = now() + 500; inFlight > 0 && now() < deadline;) await sleep(5);
    abort.abort();
    const timeout = new AbortController();
    await Promise.race([server.finished, sleep(500, timeout.signal)]);
    timeout.abort();
  };
  return Promise.resolve({ url: `http://127.0.0.1:${port}`, port, stop: () => stopped ??= stop() });
}

/** Turns a request into a WebSocket; `response` must be returned by the handler. */
export function upgradeWebSocket(request: Request): { socket: WebSocket; response: Response } {
  return Deno.upgradeWebSocket(request, { idleTimeout: 0 });
}

/** Makes a temporary folder, below the system's temporary folder unless `parent` is given. */
export function makeTempDir(prefix: string, parent?: string): Promise<string> {
  return Deno.makeTempDir({ prefix, dir: parent });
}

/** Removes a folder and all it holds; a missing folder is fine. */
export async function removeDir(path: string): Promise<void> {
  try {
    await Deno.remove(path, { recursive: true });
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
  }
}

/** A file that this process alone holds, until it gives it back or dies. */
export interface FileLock {
  release(): void;
}

/** Locks a file and makes `text` its content; null when another process holds it. The file is made, and stays. */
export async function tryLockFile(path: string, text: string): Promise<FileLock | null> {
  const file = await Deno.open(path, { read: true, write: true, create: true });
  if (!await file.tryLock(true)) {
    file.close();
    return null;
  }
  await file.truncate();
  await file.write(new TextEncoder().encode(text));
  return { release: () => file.close() };
}

/**
 * What a program answers to `input`, in a worker that may do nothing but compute; undefined when it has not answered within `ms`
 * milliseconds, and it is ended then. `code` is a function of `input`, as JavaScript.
 */
export function computeApart(code: string, input: unknown, ms: number): Promise<unknown> {
  const program = `self.onmessage = ({ data }) => { self.postMessage((${code})(data)); };`;
  const url = URL.createObjectURL(new Blob([program], { type: "text/javascript" }));
  const worker = new Worker(url, { type: "module", deno: { permissions: "none" } });
  return new Promise<unknown>((resolve, reject) => {
    const timer = setTimeout(() => resolve(undefined), ms);
    worker.onmessage = ({ data }) => {
      clearTimeout(timer);
      resolve(data);
    };
    worker.onerror = (event) => {
      event.preventDefault();
      clearTimeout(timer);
      reject(new Error(event.message));
    };
    worker.postMessage(input);
  }).finally(() => {
    worker.terminate();
    URL.revokeObjectURL(url);
  });
}

/** What `spawn` may be told. */
export interface SpawnOptions {
  /** Added to this process's environment, or all of it when `clearEnv` is set. */
  env?: Record<string, string>;
  clearEnv?: boolean;
  cwd?: string;
  uid?: number;
  gid?: number;
  stdin?: "null" | "piped";
  stdout?: "null" | "piped" | "inherit";
  stderr?: "null" | "piped" | "inherit";
  /** A session of its own: a Ctrl-C at the terminal does not reach it. */
  detached?: boolean;
  /** A reader that lags gets every line all the same; for output whose reader only keeps or shows it. */
  keepLines?: boolean;
}

/** A process that was started. */
export interface ChildProcess {
  pid: number;
  /** Sends a signal; does nothing when the process is gone. */
  kill(signal: Deno.Signal): void;
  /** The exit code; 128 + the signal's number when a signal ended it. Never rejects. */
  exited: Promise<number>;
  /** Lines as they come. A reader that lags loses the oldest beyond 1000 unless `keepLines`: the child never blocks. */
  stdout: AsyncIterable<string>;
  stderr: AsyncIterable<string>;
  /** Neither it nor output that somebody it started may still write keeps this process alive. */
  unref(): void;
}

/** Starts a process; output is piped unless said otherwise. Raises Deno.errors.NotFound for a missing program. */
export function spawn(command: string, args: string[] = [], options: SpawnOptions = {}): ChildProcess {
  const stdout = options.stdout ?? "piped";
  const stderr = options.stderr ?? "piped";
  const child = new Deno.Command(command, {
    ...options,
    args,
    stdin: options.stdin ?? "null",
    stdout,
    stderr,
  }).spawn();
  const limit = options.keepLines ? Infinity : 1000;
  let isGone = false;
  const exited = child.status.then((status) => {
    isGone = true;
    return status.code;
  });
  return {
    pid: child.pid,
    // Once it is gone, the pid may be a stranger's.
    kill: (signal) => void (isGone || killPid(child.pid, signal)),
    exited,
    stdout: stdout === "piped" ? lines(child.stdout, limit) : nothing(),
    stderr: stderr === "piped" ? lines(child.stderr, limit) : nothing(),
    unref: () => child.unref(),
  };
}

/** Sends a signal; false when no such process exists. */
export function killPid(pid: number, signal: Deno.Signal): boolean {
  try {
    Deno.kill(pid, signal);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound || error instanceof TypeError) return false;
    throw error;
  }
}

async function* nothing(): AsyncGenerator<string> {}

function lines(stream: ReadableStream<Uint8Array>, limit: number): AsyncIterable<string> {
  const unread: string[] = [];
  let ended = false;
  let wake = () => {};
  const push = (line: string) => {
    if (unread.push(line) > limit) unread.shift();
    wake();
  };
  const pump = async () => {
    let rest = "";
    try {
      for await (const text of stream.pipeThrough(new TextDecoderStream())) {
        const parts = (rest + text).split("\n");
        rest = parts.pop() ?? "";
        parts.forEach(push);
      }
    } finally {
      if (rest) push(rest);
      ended = true;
      wake();
    }
  };
  pump().catch(() => {});
  return {
    async *[Symbol.asyncIterator]() {
      while (unread.length > 0 || !ended) {
        const line = unread.shift();
        if (line !== undefined) yield line;
        else if (!ended) await new Promise<void>((resolve) => wake = resolve);
      }
    },
  };
}

/** A fetch of its own that speaks HTTP/2 only; `caCert` is the PEM of an authority that is trusted beside the usual ones. */
export function http2Fetch(caCert: string | undefined): {
  fetch(url: string, init: RequestInit): Promise<Response>;
  close(): void;
} {
  const client = Deno.createHttpClient({
    http1: false,
    http2: true,
    ...caCert === undefined ? {} : { caCerts: [caCert] },
  });
  return { fetch: (url, init) => fetch(url, { ...init, client }), close: () => client.close() };
}
