// @ts-check
// node hostile-server.mjs <flood> <bytes per second, 0: as fast as it goes> <reads: yes or no>: greets as HTTP/2 asks, and once a request has come, floods the client. "mute" accepts
// connections and says nothing at all. Prints one JSON line when it listens; ends when its standard input does.
import { createServer } from "node:net";
import process from "node:process";
import { createServer as createTlsServer } from "node:tls";
import { makeCertificates } from "../../../scripts/stack/apns/server/certificates.mjs";
import { floods } from "./floods.mjs";

const [name = "", pace = "0", reads = "yes"] = process.argv.slice(2);
const bytesPerSecond = Number(pace);
const tickMs = 10;
const chunkBytes = bytesPerSecond === 0 ? 65_536 : bytesPerSecond * tickMs / 1_000;

const { caCert, cert, key } = makeCertificates();
const flood = floods[name];
/** The client's preface and SETTINGS are shorter than this; a request has begun when there is more. */
const greetingBytes = 100;

/** @param {import("node:tls").TLSSocket} socket */
function pester(socket) {
  let heard = 0;
  let isFlooding = false;
  socket.on("error", () => {});
  socket.write(Buffer.from([0, 0, 0, 4, 0, 0, 0, 0, 0]));
  socket.on("data", (bytes) => {
    heard += bytes.length;
    if (heard < greetingBytes || isFlooding || flood === undefined) return;
    isFlooding = true;
    if (reads === "no") socket.pause();
    const { first = Buffer.alloc(0), again } = flood;
    const chunk = Buffer.concat(new Array(Math.max(1, Math.round(chunkBytes / again.length))).fill(again));
    socket.write(first);
    if (bytesPerSecond === 0) return pour(socket, chunk);
    const timer = setInterval(() => socket.writableLength < 1e6 && socket.write(chunk), tickMs);
    socket.on("close", () => clearInterval(timer));
  });
}

/** @param {import("node:tls").TLSSocket} socket @param {Buffer} chunk */
function pour(socket, chunk) {
  while (!socket.destroyed && socket.write(chunk));
  socket.once("drain", () => pour(socket, chunk));
}

const server = name === "mute"
  ? createServer((socket) => void socket.on("error", () => {}))
  : createTlsServer({ cert, key, ALPNProtocols: ["h2"] }, pester);
server.on("tlsClientError", () => {});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  console.log(JSON.stringify({ origin: `https://127.0.0.1:${port}`, caCert }));
});
process.stdin.on("end", () => process.exit(0)).resume();
