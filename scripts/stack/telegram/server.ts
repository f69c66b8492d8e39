import { createServer, type IncomingMessage, type ServerResponse } from "node:http";

/** A request that arrived whole. */
export interface Call {
  method: string;
  url: URL;
  contentType: string;
  body: string;
}

/** An answer; null cuts the connection without a byte, which Deno.serve cannot do. */
export type Answer = { status: number; body: unknown; headers?: Record<string, string> } | null;

/** Serves `handle` on a free port of 127.0.0.1. An error of the handler is a defect and ends in a plain 500. */
export async function serve(
  handle: (call: Call) => Promise<Answer>,
): Promise<{ url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    answer(handle, request, response).catch(() => {
      response.writeHead(500).end();
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  const stop = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  let stopped: Promise<void> | undefined;
  return { url: `http://127.0.0.1:${port}`, stop: () => stopped ??= stop() };
}

async function answer(
  handle: (call: Call) => Promise<Answer>,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  let body = "";
  for await (const chunk of request.setEncoding("utf8")) body += chunk;
  const answered = await handle({
    method: request.method ?? "GET",
    url: new URL(request.url ?? "/", "http://localhost"),
    contentType: request.headers["content-type"] ?? "",
    body,
  });
  if (answered === null) {
    request.socket.destroy();
    return;
  }
  response.writeHead(answered.status, {
    "content-type": "application/json",
    // Deno's fetch silently repeats a request, POST or not, when a reused connection breaks: a cut would hit two calls.
    connection: "close",
    ...answered.headers,
  });
  response.end(JSON.stringify(answered.body));
}
