import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** A request whose body is still on its way. */
export interface Call {
  method: string;
  /** As it was sent, without decoding. */
  path: string;
  query: URLSearchParams;
  headers: Record<string, string | undefined>;
  /** Reads the body to its end. */
  pieces: AsyncIterable<Uint8Array>;
}

/** An answer; null cuts the connection without a byte. */
export type Answer =
  | { status: number; body?: unknown; bytes?: Uint8Array; headers?: Record<string, string> }
  | null;

/** Serves `handle` on a free port of 127.0.0.1. An error of the handler is a defect and ends in a plain 500. */
export async function serve(
  handle: (call: Call) => Promise<Answer>,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(handle, request, response).catch(() => {
      if (!response.headersSent) response.writeHead(500);
      response.end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  let stopped: Promise<void> | undefined;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  return { url: `http://127.0.0.1:${port}`, stop: () => stopped ??= stop() };
}

async function answer(
  handle: (call: Call) => Promise<Answer>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const [path = "/", query = ""] = (request.url ?? "/").split("?");
  const answered = await handle({
    method: request.method ?? "GET",
    path,
    query: new URLSearchParams(query),
    headers: Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, value?.toString()]),
    ),
    pieces: request,
  });
  if (answered === null) {
    request.socket.destroy();
    return;
  }
  const { status, body, bytes, headers } = answered;
  response.writeHead(status, {
    // Deno's fetch silently repeats a request, POST or not, when a reused connection breaks: a cut would hit two calls.
    connection: "close",
    ...bytes || body === undefined ? {} : { "content-type": "application/json; charset=utf-8" },
    ...headers,
  });
  response.end(bytes ?? (body === undefined ? undefined : JSON.stringify(body)));
}

/** The whole body. */
export async function readBytes({ pieces }: Call): Promise<Uint8Array> {
  const all: Uint8Array[] = [];
  for await (const piece of pieces) all.push(piece);
  return new Uint8Array(await new Blob(all.map((piece) => new Uint8Array(piece))).arrayBuffer());
}
