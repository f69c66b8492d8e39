import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { createServer as createTlsServer } from "node:tls";
import { expect, onTestFinished, test } from "vitest";
import { FetchClient } from "../../../functions/_shared/http2/fetch-client.ts";
import { runtime } from "../../../functions/_shared/runtime.ts";
import { makeCertificates } from "../../../scripts/stack/apns/server/certificates.mjs";

/** A server that accepts connections and says nothing, and the first connection to it. */
async function muteServer() {
  const { promise: accepted, resolve } = Promise.withResolvers<Socket>();
  const server = createServer((socket) => resolve(socket.on("error", () => {}))).listen(
    0,
    "127.0.0.1",
  );
  onTestFinished(() => void server.close());
  await once(server, "listening");
  return { origin: `https://127.0.0.1:${portOf(server)}`, accepted };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === "object" && address !== null ? address.port : 0;
}

test("a handshake that nobody answers can be aborted", async () => {
  const { origin, accepted } = await muteServer();
  const abort = new AbortController();
  const connecting = runtime.connectHttp2({ origin, caCert: undefined }, abort.signal);
  const socket = await accepted;
  await once(socket, "data"); // the client has begun; Deno lets go of the socket when its peer does
  abort.abort(new Error("no longer wanted"));
  await expect(connecting).rejects.toThrow("no longer wanted");
  socket.destroy();
});

test("what is aborted before it begins rejects at once", async () => {
  const { origin } = await muteServer();
  const connecting = runtime.connectHttp2(
    { origin, caCert: undefined },
    AbortSignal.abort(new Error("too late")),
  );
  await expect(connecting).rejects.toThrow("too late");
});

test("a handshake that fails leaves no connection behind: the server sees the end", async () => {
  const { origin, accepted } = await muteServer();
  const connecting = runtime.connectHttp2({ origin, caCert: undefined }, new AbortController().signal);
  const socket = await accepted;
  const isClosed = once(socket.resume(), "close");
  socket.write("HTTP/1.1 400 Bad Request\r\n\r\n");
  await expect(connecting).rejects.toThrow();
  await isClosed;
});

test("RFC 9113, 3.2: a server that does not agree to speak HTTP/2 is not spoken to", async () => {
  const { caCert, cert, key } = makeCertificates();
  const server = createTlsServer({ cert, key }).listen(0, "127.0.0.1");
  onTestFinished(() => void server.close());
  await once(server, "listening");
  const origin = `https://127.0.0.1:${portOf(server)}`;
  await expect(runtime.connectHttp2({ origin, caCert }, new AbortController().signal)).rejects.toThrow(
    TypeError,
  );
});

test("through fetch too, a body longer than any of APNs fails its request and is not read to its end", async () => {
  let parts = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      parts++;
      controller.enqueue(new Uint8Array(4_096).fill(65));
    },
  });
  const client = new FetchClient(
    "https://api.test",
    () => Promise.resolve(new Response(endless, { status: 400 })),
    () => {},
  );
  const reply = new Promise((replied, failed) => client.post("/3/device/a", {}, "{}", { replied, failed }));
  await expect(reply).rejects.toThrow();
  expect(parts).toBeLessThan(10);
  expect(client.roomFor()).toBe(100);
});

test("through fetch too, closing fails what is in flight, and may be repeated", async () => {
  const { origin, accepted } = await muteServer();
  const { fetch, close } = runtime.createHttp2Fetch(undefined);
  const client = new FetchClient(origin, fetch, close);
  const reply = new Promise((replied, failed) => client.post("/3/device/a", {}, "{}", { replied, failed }));
  await accepted;
  client.close();
  client.close();
  await expect(reply).rejects.toThrow("closed");
  expect([client.isClosing, client.roomFor()]).toEqual([true, 0]);
});
