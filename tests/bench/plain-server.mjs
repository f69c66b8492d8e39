// @ts-check
// The least that answers like APNs: Node's HTTP/2 with TLS, one status line, no checks. For when the simulator, which looks at
// everything, would be what is measured. Prints one JSON line when it listens; ends when its standard input does.
import { createServer } from "node:http";
import { createSecureServer } from "node:http2";
import process from "node:process";
import { makeCertificates } from "../../scripts/stack/apns/server/certificates.mjs";

const { caCert, cert, key } = makeCertificates();
const nothing = () => {};
const answer = { ":status": 200, "apns-id": "b7c5f3a0-0000-4000-8000-000000000000" };
const forgotten = () => ({ accepted: 0, connections: 0, tokens: new Set(), open: 0, most: 0 });
let received = forgotten();

const server = createSecureServer({ cert, key, settings: { maxConcurrentStreams: 1000 } });
server.on("connection", (socket) => socket.setNoDelay(true));
server.on("sessionError", nothing);
server.on("session", () => received.connections++);
server.on("stream", (stream, headers) => {
  received.most = Math.max(received.most, ++received.open);
  stream.on("error", nothing);
  stream.on("close", () => received.open--);
  stream.on("end", () => {
    if (stream.destroyed) return;
    received.accepted++;
    received.tokens.add(headers[":path"]);
    stream.respond(answer, { endStream: true });
  });
  stream.resume();
});

const control = createServer((request, response) => {
  const { accepted, connections, tokens, most } = received;
  if (request.method === "DELETE") received = forgotten();
  response.setHeader("content-type", "application/json");
  response.end(JSON.stringify({ accepted, connections, distinct: tokens.size, most }));
});

/** @param {import("node:net").Server} listener @returns {Promise<number>} its port */
const listening = (listener) =>
  new Promise((resolve) =>
    listener.listen(0, "127.0.0.1", () => {
      const address = listener.address();
      resolve(typeof address === "object" && address ? address.port : 0);
    })
  );
const [port, controlPort] = await Promise.all([listening(server), listening(control)]);
process.on("SIGTERM", () => process.exit(0));
process.stdin.on("end", () => process.exit(0)).resume();
console.log(
  JSON.stringify({ url: `https://127.0.0.1:${port}`, controlUrl: `http://127.0.0.1:${controlPort}`, caCert }),
);
