// @ts-check
import { checkHeaders, isDeviceToken, readPath } from "./check-request.mjs";
import { faultPlan } from "./faults.mjs";
import { RequestLog } from "./request-log.mjs";
import { notificationReader } from "./notification-reader.mjs";
import { statusOfReason } from "./reasons.mjs";
import { defaultSettings } from "./settings.mjs";

/** @typedef {import("./settings.mjs").Settings} Settings */
/** @typedef {import("./settings.mjs").Environment} Environment */
/** @typedef {import("./faults.mjs").Outcome} Outcome */
/** @typedef {import("./provider-token.mjs").Accepted} Accepted */
/** @typedef {{ provider: Accepted }} Connection what APNs remembers about a connection */
/** @typedef {{ headers: import("node:http2").IncomingHttpHeaders, hasDuplicates: boolean, body: string, byteCount: number }} Request */

/** The settings that a plan of faults is made from. */
const planned = new Set([
  "seed",
  "rules",
  "token_environments",
  "sandbox_prefix",
  "token_topics",
  "delay_ms",
]);

/** The rules and the memory of the simulator, apart from the network. */
export class Simulator {
  /** @param {ReturnType<typeof import("./provider-token.mjs").providerTokenVerifier>} verifier @param {string[] | null} topics */
  constructor(verifier, topics) {
    this.verifier = verifier;
    this.topics = topics;
    this.settings = defaultSettings(topics);
    this.plan = faultPlan(this.settings);
    this.received = nothingReceived();
  }

  /** Forgets everything received and behaves as Apple does again. */
  reset() {
    this.settings = defaultSettings(this.topics);
    this.plan = faultPlan(this.settings);
    this.received = nothingReceived();
  }

  /** A share is drawn from the start again only when the settings that it depends on change. @param {Partial<Settings>} change */
  change(change) {
    this.settings = { ...this.settings, ...change };
    if (Object.keys(change).some((key) => planned.has(key))) this.plan = faultPlan(this.settings);
  }

  /** Answers a request that arrived whole, and records it. @param {Environment} environment @param {Connection} connection @param {Request} request @returns {Outcome} */
  receive(environment, connection, request) {
    this.received.totals.requests++;
    const { headers } = request;
    const path = readPath(headers[":method"], headers[":path"] ?? "");
    if ("reason" in path) return this.#count(this.#refusal(path.reason));
    const checked = this.#check(connection, request);
    const outcome = checked.reason !== null
      ? this.#refusal(checked.reason)
      : !isDeviceToken(path.token)
      ? this.#refusal("BadDeviceToken")
      : this.plan.decide(environment, path.token, String(headers["apns-topic"]), this.#now());
    if (isDeviceToken(path.token)) this.#record(environment, path.token, checked.notification, outcome);
    return this.#count(outcome);
  }

  /** What the control URL shows. */
  report() {
    return {
      settings: this.settings,
      totals: {
        ...this.received.totals,
        distinct_tokens_accepted: this.received.log.distinctAccepted,
        duplicates: this.received.log.duplicates,
        by_reason: this.received.byReason,
      },
    };
  }

  #now() {
    return Date.now() + this.settings.clock_offset_s * 1000;
  }

  /** @param {Connection} connection @param {Request} request @returns {{ notification: number, reason: string | null }} */
  #check(connection, { headers, hasDuplicates, body, byteCount }) {
    const refuse = (/** @type {string} */ reason) => ({ notification: -1, reason });
    if (hasDuplicates) return refuse("DuplicateHeaders");
    const provider = this.verifier.verify(
      headers.authorization,
      Math.floor(this.#now() / 1000),
      connection.provider,
    );
    if (typeof provider === "string") return refuse(provider);
    connection.provider = provider;
    const reason = checkHeaders(headers, this.settings.topics);
    if (reason !== null) return refuse(reason);
    return this.received.readBody(headers, body, byteCount);
  }

  /** @param {string} reason @returns {Outcome & { kind: "refused" }} */
  #refusal(reason) {
    return {
      kind: "refused",
      delayMs: this.settings.delay_ms,
      status: statusOfReason[reason] ?? 400,
      reason,
    };
  }

  /** @param {Environment} environment @param {string} token @param {number} notification @param {Outcome} outcome */
  #record(environment, token, notification, outcome) {
    if (outcome.kind === "lost" && !outcome.isProcessed) return;
    const reason = outcome.kind === "refused" ? outcome.reason : null;
    const status = outcome.kind === "refused" ? outcome.status : 200;
    this.received.log.add(
      token,
      notification,
      { environment, status, reason, answered: outcome.kind !== "lost" },
      Date.now(),
    );
  }

  /** @param {Outcome} outcome */
  #count(outcome) {
    if (outcome.kind === "lost") this.received.totals.lost++;
    if (outcome.kind === "accepted" || (outcome.kind === "lost" && outcome.isProcessed)) {
      this.received.totals.accepted++;
    }
    if (outcome.kind === "refused") {
      this.received.totals.refused++;
      this.received.byReason[outcome.reason] = (this.received.byReason[outcome.reason] ?? 0) + 1;
    }
    return outcome;
  }
}

function nothingReceived() {
  const log = new RequestLog();
  /** @type {Record<string, number>} */
  const byReason = {};
  const totals = {
    requests: 0,
    accepted: 0,
    refused: 0,
    lost: 0,
    cancelled: 0,
    connections: { production: 0, sandbox: 0 },
    connections_refused: 0,
    max_concurrent: 0,
    goaways: 0,
  };
  return { log, readBody: notificationReader(log), byReason, totals };
}
