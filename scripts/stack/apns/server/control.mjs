// @ts-check
import { createServer } from "node:http";
import { isDeviceToken } from "./check-request.mjs";
import { readAction, readSettings, readTokenQuery } from "./settings.mjs";

/** @typedef {import("./simulator.mjs").Simulator} Simulator */
/** @typedef {ReturnType<typeof import("./listener.mjs").listen>} Listener */
/** @typedef {{ status: number, body: unknown, allow?: string }} Answer */
/** @typedef {{ method: string, url: URL, text: string }} Call */

/** @param {number} status @param {string} code @param {string} message @param {string[]} [problems] @returns {Answer} */
const failure = (status, code, message, problems) => ({ status, body: { code, message, problems } });

/**
 * The control URL: what was received, how to behave.
 * @param {Simulator} simulator @param {Listener[]} listeners
 * @returns {Promise<string>} its address
 */
export function serveControl(simulator, listeners) {
  /** @type {Record<string, Record<string, (call: Call) => Answer>>} */
  const routes = {
    "": {
      GET: report,
      PUT: change,
      DELETE: () => {
        simulator.reset();
        for (const listener of listeners) listener.applyStreamLimit();
        return report();
      },
    },
    "/accepted": { GET: () => ({ status: 200, body: { accepted: simulator.received.log.groups() } }) },
    "/tokens": { GET: tokens },
    "/goaway": { POST: (call) => onConnections(call, (listener, mode) => listener.goaway(mode)) },
    "/disconnect": { POST: (call) => onConnections(call, (listener) => listener.disconnect()) },
  };

  /** @returns {Answer} */
  function report() {
    const open = Object.fromEntries(listeners.map((one) => [one.environment, one.openConnections()]));
    return { status: 200, body: { ...simulator.report(), open_connections: open } };
  }

  /** @param {Call} call @returns {Answer} */
  function change({ text }) {
    const read = readSettings(parse(text));
    if ("problems" in read) return invalid(read.problems);
    simulator.change(read.change);
    if (read.change.max_concurrent_streams !== undefined) {
      for (const listener of listeners) listener.applyStreamLimit();
    }
    return report();
  }

  /** @param {Call} call @returns {Answer} */
  function tokens({ url }) {
    const read = readTokenQuery(Object.fromEntries(url.searchParams));
    if ("problems" in read) return invalid(read.problems);
    return { status: 200, body: simulator.received.log.tokens(read.query) };
  }

  /** @param {Call} call @param {(listener: Listener, mode: "graceful" | "abrupt") => number} act @returns {Answer} */
  function onConnections({ text }, act) {
    const read = readAction(text === "" ? {} : parse(text));
    if ("problems" in read) return invalid(read.problems);
    const { environment, mode } = read.action;
    const chosen = listeners.filter((listener) =>
      (environment ?? listener.environment) === listener.environment
    );
    return {
      status: 200,
      body: { connections: chosen.reduce((sum, listener) => sum + act(listener, mode), 0) },
    };
  }

  /** @param {Call} call @returns {Answer} */
  function handle(call) {
    const path = call.url.pathname.replace(/\/$/, "");
    const token = path.startsWith("/token/") ? path.slice(7) : null;
    if (token !== null && !isDeviceToken(token)) {
      return failure(422, "token_invalid", "A device token is lower-case hex.");
    }
    /** @type {Record<string, (call: Call) => Answer> | undefined} */
    const route = token === null
      ? routes[path]
      : { GET: () => ({ status: 200, body: { token, notifications: simulator.received.log.of(token) } }) };
    if (route === undefined) return failure(404, "not_found", `There is no ${path}.`);
    const act = route[call.method];
    if (act === undefined) {
      const allow = Object.keys(route).join(", ");
      return { ...failure(405, "method_not_allowed", `${path || "/"} takes ${allow}.`), allow };
    }
    return act(call);
  }

  const server = createServer(async (request, response) => {
    let text = "";
    for await (const chunk of request.setEncoding("utf8")) text += chunk;
    const url = new URL(request.url ?? "/", "http://localhost");
    const { status, body, allow } = answerOf(() => handle({ method: request.method ?? "GET", url, text }));
    response.writeHead(status, { "content-type": "application/json", ...(allow ? { allow } : {}) });
    response.end(JSON.stringify(body));
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      resolve(`http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`);
    });
  });
}

/** @param {string[]} problems */
function invalid(problems) {
  return failure(422, "settings_invalid", problems.join("; "), problems);
}

/** @param {string} text */
function parse(text) {
  return JSON.parse(text);
}

/** @param {() => Answer} act @returns {Answer} */
function answerOf(act) {
  try {
    return act();
  } catch (error) {
    if (error instanceof SyntaxError) return failure(400, "body_not_json", "The body is not JSON.");
    throw error;
  }
}
