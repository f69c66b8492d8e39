/**
 * Every answer of APNs and what a correct client does about it.
 * Source: Apple, "Handling notification responses from APNs" (status and reason strings; "Don't retry BadDeviceToken,
 * DeviceTokenNotForTopic, Forbidden, ExpiredToken, Unregistered, or PayloadTooLarge"; "After 15 minutes, you can retry
 * JSON payloads that receive response status codes that begin with 5XX").
 */

/** What an answer is about: this device, this connection, every device of this run, or Apple's server. */
type Scope = "token" | "connection" | "run" | "server";

/**
 * never: the same request can't succeed · delayed: this device, later · reconnect: on a new connection, now ·
 * fresh_token: once, with a newly minted provider token · pause: everything, later, with the same provider token ·
 * after_15_minutes: Apple's rule for 5xx
 */
type Retry =
  | "never"
  | "delayed"
  | "reconnect"
  | "fresh_token"
  | "pause"
  | "after_15_minutes";

/** mint: drop the provider token and sign a new one, once · keep: never mint because of this answer */
type Jwt = "mint" | "keep";

interface Rule {
  status: number;
  reason: string;
  scope: Scope;
  retry: Retry;
  /** Only a 410 may deactivate a device, and SQL still compares its timestamp with the last registration. */
  deactivate: boolean;
  jwt: Jwt;
}

function rule(
  status: number,
  reason: string,
  scope: Scope,
  retry: Retry,
  { deactivate = false, jwt = "keep" }: { deactivate?: boolean; jwt?: Jwt } = {},
): Rule {
  return { status, reason, scope, retry, deactivate, jwt };
}

export const rules: readonly Rule[] = [
  rule(400, "BadCollapseId", "run", "never"),
  rule(400, "BadDeviceToken", "token", "never"), // also: the other environment's token
  rule(400, "BadExpirationDate", "run", "never"),
  rule(400, "BadMessageId", "run", "never"),
  rule(400, "BadPriority", "run", "never"),
  rule(400, "BadTopic", "run", "never"),
  rule(400, "DeviceTokenNotForTopic", "token", "never"),
  rule(400, "DuplicateHeaders", "run", "never"),
  rule(400, "IdleTimeout", "connection", "reconnect"),
  rule(400, "InvalidPushType", "run", "never"),
  rule(400, "MissingDeviceToken", "token", "never"),
  rule(400, "MissingTopic", "run", "never"),
  rule(400, "PayloadEmpty", "run", "never"),
  rule(400, "TopicDisallowed", "run", "never"),
  rule(403, "BadCertificate", "run", "never"),
  rule(403, "BadCertificateEnvironment", "run", "never"),
  rule(403, "ExpiredProviderToken", "run", "fresh_token", { jwt: "mint" }),
  rule(403, "Forbidden", "run", "never"),
  rule(403, "InvalidProviderToken", "run", "never"),
  rule(403, "MissingProviderToken", "run", "never"),
  rule(403, "UnrelatedKeyIdInToken", "connection", "reconnect"),
  rule(403, "BadEnvironmentKeyIdInToken", "run", "never"), // Apple's page spells it both ways
  rule(403, "BadEnvironmentKeyInToken", "run", "never"),
  rule(404, "BadPath", "run", "never"),
  rule(405, "MethodNotAllowed", "run", "never"),
  rule(410, "ExpiredToken", "token", "never", { deactivate: true }),
  rule(410, "Unregistered", "token", "never", { deactivate: true }),
  rule(413, "PayloadTooLarge", "run", "never"),
  rule(429, "TooManyProviderTokenUpdates", "run", "pause"),
  rule(429, "TooManyRequests", "token", "delayed"),
  rule(500, "InternalServerError", "server", "after_15_minutes"),
  rule(503, "ServiceUnavailable", "server", "after_15_minutes"),
  rule(503, "Shutdown", "server", "after_15_minutes"),
];

const byAnswer = new Map(rules.map((known) => [`${known.status} ${known.reason}`, known]));

/**
 * The rule for an answer other than 200. A reason that is not in the table is judged by the class of its status and
 * never deactivates anything.
 */
export function ruleFor(status: number, reason: string): Rule {
  return byAnswer.get(`${status} ${reason}`) ??
    rule(status, reason, ...byStatus(status));
}

function byStatus(status: number): [Scope, Retry] {
  if (status >= 500) return ["server", "after_15_minutes"];
  if (status === 429) return ["token", "delayed"];
  if (status === 400 || status === 410) return ["token", "never"];
  return ["run", "never"]; // 403, 404, 405, 413 and what Apple has not invented yet: the same for every device
}
