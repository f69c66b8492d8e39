// @ts-check
import { constants, createSecureServer } from "node:http2";
import { answer } from "./answer.mjs";

/** @typedef {import("./settings.mjs").Environment} Environment */
/** @typedef {import("./simulator.mjs").Simulator} Simulator */
/** @typedef {import("node:http2").Http2Session} Session */
/** @typedef {{ provider: import("./provider-token.mjs").Accepted, isTrusted: boolean, isEnding: boolean, open: number, streams: number, lastId: number }} Connection */

const nothing = () => {};

/** How long a connection stays after a graceful GOAWAY. */
const graceMs = 5000;

/**
 * One host of APNs: TLS and HTTP/2 on a free port of 127.0.0.1.
 * @param {Environment} environment @param {Simulator} simulator @param {{ cert: string, key: string }} certificate
 */
export function listen(environment, simulator, certificate) {
  /** @type {Map<Session, Connection>} */
  const connections = new Map();
  /** @type {Set<import("node:net").Socket>} */
  const sockets = new Set();
  // Apple: one stream until a request with a valid provider token has been answered.
  const server = createSecureServer({ ...certificate, settings: { maxConcurrentStreams: 1 } });

  server.on("connection", (socket) => {
    socket.setNoDelay(true); // else a refusal, sent as headers and body, waits 40 ms for the acknowledgement of its headers
    sockets.add(socket);
    socket.on("close", () => sockets.delete(socket));
    const refused = simulator.settings.refuse_connections;
    if (refused !== "all" && refused !== environment) return;
    simulator.received.totals.connections_refused++;
    socket.resetAndDestroy();
  });
  server.on("session", (session) => {
    simulator.received.totals.connections[environment]++;
    connections.set(session, {
      provider: null,
      isTrusted: false,
      isEnding: false,
      open: 0,
      streams: 0,
      lastId: 0,
    });
    session.on("error", nothing);
    session.on("close", () => connections.delete(session));
  });
  server.on("sessionError", nothing);
  server.on("tlsClientError", nothing);
  server.on("stream", (
    /** @type {import("node:http2").ServerHttp2Stream} */ stream,
    /** @type {import("node:http2").IncomingHttpHeaders} */ headers,
    /** @type {number} */ _flags,
    /** @type {string[]} */ rawHeaders,
  ) => {
    stream.on("error", nothing);
    const session = stream.session;
    const connection = session && connections.get(session);
    // After a GOAWAY nothing more is processed, though streams that came in the same packet still show up here.
    if (!session || !connection || connection.isEnding) return stream.close(constants.NGHTTP2_REFUSED_STREAM);
    connection.open++;
    connection.lastId = stream.id ?? connection.lastId;
    if (connection.open > simulator.received.totals.max_concurrent) {
      simulator.received.totals.max_concurrent = connection.open;
    }
    /** @type {Buffer[]} */
    const chunks = [];
    let byteCount = 0;
    let isAnswered = false;
    stream.on("close", () => {
      connection.open--;
      if (!isAnswered) simulator.received.totals.cancelled++;
    });
    stream.on("data", (/** @type {Buffer} */ chunk) => {
      byteCount += chunk.length;
      if (byteCount <= 8192) chunks.push(chunk);
    });
    stream.on("end", () => {
      if (stream.aborted || session.destroyed) return; // cut off: the body is not whole
      const body = (chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)).toString();
      // Node joins repeated headers, so that a repeated one leaves fewer names than pairs.
      const hasDuplicates = Object.keys(headers).length * 2 !== rawHeaders.length;
      const request = { headers, hasDuplicates, body, byteCount };
      const outcome = simulator.receive(environment, connection, request);
      const act = () => {
        isAnswered = true;
        answer(stream, environment, headers, outcome);
        if (connection.provider === null || connection.isTrusted) return;
        connection.isTrusted = true;
        sendStreamLimit(session);
      };
      if (outcome.delayMs > 0) setTimeout(act, outcome.delayMs);
      else act();
    });
    const { goaway } = simulator.settings;
    connection.streams++;
    if (goaway === null || (goaway.environment ?? environment) !== environment) return;
    if (connection.streams % goaway.every === 0) sayGoaway(session, connection, goaway.mode);
  });

  /** @param {Session} session */
  function sendStreamLimit(session) {
    if (session.destroyed) return;
    session.settings({ maxConcurrentStreams: simulator.settings.max_concurrent_streams });
  }

  /** @param {Session} session @param {Connection} connection @param {"graceful" | "abrupt"} mode */
  function sayGoaway(session, connection, mode) {
    if (connection.isEnding || session.destroyed) return;
    connection.isEnding = true;
    simulator.received.totals.goaways++;
    session.goaway(constants.NGHTTP2_NO_ERROR, connection.lastId, Buffer.from('{"reason":"Shutdown"}'));
    // The provider closes a graceful ending: closing first would reset the connection under answers that it has not read yet.
    if (mode === "graceful") setTimeout(() => session.destroy(), graceMs).unref();
    else setImmediate(() => session.destroy());
  }

  return {
    /** @returns {Promise<string>} the base URL */
    ready: () =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        server.listen(0, "127.0.0.1", () => {
          const address = server.address();
          resolve(`https://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`);
        });
      }),
    environment,
    openConnections: () => connections.size,
    /** Tells the open connections that the limit of streams changed. */
    applyStreamLimit() {
      for (const [session, { isTrusted }] of connections) if (isTrusted) sendStreamLimit(session);
    },
    /** Ends every open connection with a GOAWAY; returns how many. @param {"graceful" | "abrupt"} mode */
    goaway(mode) {
      const open = [...connections];
      for (const [session, connection] of open) sayGoaway(session, connection, mode);
      return open.length;
    },
    /** Cuts every open connection without a word; returns how many. */
    disconnect() {
      const open = [...sockets];
      for (const socket of open) socket.resetAndDestroy();
      return open.length;
    },
  };
}
