// @ts-check
import { statusOfReason } from "./reasons.mjs";

/** @typedef {import("./settings.mjs").Settings} Settings */
/** @typedef {import("./settings.mjs").Rule} Rule */
/** @typedef {import("./settings.mjs").Environment} Environment */

/**
 * What becomes of a well-formed request. `kind: "lost"` gets no answer: the stream hangs or is reset, and the notification was
 * accepted nevertheless when `isProcessed`.
 * @typedef {{ kind: "accepted", delayMs: number }
 *   | { kind: "refused", delayMs: number, status: number, reason: string, timestampMs?: number }
 *   | { kind: "lost", delayMs: number, action: "hang" | "reset", isProcessed: boolean }} Outcome
 */

/**
 * Decides by the settings, repeatably: equal requests in equal order have equal outcomes. The `next` of a rule counts down in
 * place, so that the control URL shows what is left.
 * @param {Settings} settings
 */
export function faultPlan(settings) {
  const random = randomNumbers(settings.seed);
  const rules = settings.rules.map((rule, index) => ({
    rule,
    tokens: rule.tokens === undefined ? null : new Set(rule.tokens),
    salt: settings.seed * 31 + index,
  }));
  const environments = new Map(Object.entries(settings.token_environments));
  const topics = new Map(Object.entries(settings.token_topics));

  /** @param {string} token @returns {Environment | undefined} */
  function environmentOf(token) {
    const known = environments.get(token);
    if (known !== undefined || settings.sandbox_prefix === null) return known;
    return token.startsWith(settings.sandbox_prefix) ? "sandbox" : "production";
  }

  /** @param {Environment} environment @param {string} token */
  function ruleFor(environment, token) {
    for (const { rule, tokens, salt } of rules) {
      if (rule.next === 0) continue;
      if (rule.environment !== undefined && rule.environment !== environment) continue;
      if (tokens !== null && !tokens.has(token)) continue;
      if (rule.token_share !== undefined && hashShare(token, salt) >= rule.token_share) continue;
      if (rule.share !== undefined && random() >= rule.share) continue;
      if (rule.next !== undefined) rule.next--;
      return rule;
    }
    return null;
  }

  return {
    /**
     * @param {Environment} environment the host that was asked @param {string} token @param {string} topic
     * @param {number} nowMs the simulator's clock
     * @returns {Outcome}
     */
    decide(environment, token, topic, nowMs) {
      const home = environmentOf(token);
      if (home !== undefined && home !== environment) return refusal("BadDeviceToken", settings.delay_ms);
      const owner = topics.get(token);
      if (owner !== undefined && owner !== topic) return refusal("DeviceTokenNotForTopic", settings.delay_ms);
      const rule = ruleFor(environment, token);
      if (rule === null) return { kind: "accepted", delayMs: settings.delay_ms };
      const delayMs = rule.delay_ms ?? settings.delay_ms;
      if (rule.action !== undefined) {
        return { kind: "lost", delayMs, action: rule.action, isProcessed: rule.processed ?? false };
      }
      if (rule.reason === undefined) return { kind: "accepted", delayMs };
      const refused = refusal(rule.reason, delayMs, rule.status);
      return refused.status === 410 ? { ...refused, timestampMs: rule.timestamp_ms ?? nowMs } : refused;
    },
  };
}

/** @param {string} reason @param {number} delayMs @param {number} [status] @returns {Outcome & { kind: "refused" }} */
function refusal(reason, delayMs, status = statusOfReason[reason] ?? 400) {
  return { kind: "refused", delayMs, status, reason };
}

/**
 * A number in [0, 1) that depends on the token alone, so that a share of tokens stays the same tokens.
 * @param {string} token @param {number} salt
 */
function hashShare(token, salt) {
  let hash = 0x811c9dc5 ^ salt; // FNV-1a, then the finisher of MurmurHash3, since FNV's high bits are weak
  for (let i = 0; i < token.length; i++) hash = Math.imul(hash ^ token.charCodeAt(i), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 2 ** 32;
}

/** Random numbers in [0, 1) that repeat for the same seed (mulberry32). @param {number} seed */
function randomNumbers(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
