// @ts-check

const maxPayloadBytes = 4096;
const maxCollapseIdBytes = 64;

/** What a topic must end with for each push type (Apple: "Sending notification requests to APNs"). */
const suffixOfPushType = new Map([
  ["alert", ""],
  ["background", ""],
  ["complication", ".complication"],
  ["controls", ".push-type.controls"],
  ["fileprovider", ".pushkit.fileprovider"],
  ["liveactivity", ".push-type.liveactivity"],
  ["location", ".location-query"],
  ["mdm", ""],
  ["pushtotalk", ".voip-ptt"],
  ["voip", ".voip"],
  ["widgets", ".push-type.widgets"],
]);

/** @typedef {import("node:http2").IncomingHttpHeaders} Headers */

/**
 * The device token of a path, or the reason to refuse it.
 * @param {string | undefined} method @param {string} path
 * @returns {{ token: string } | { reason: string }}
 */
export function readPath(method, path) {
  if (method !== "POST") return { reason: "MethodNotAllowed" };
  if (path === "/3/device" || path === "/3/device/") return { reason: "MissingDeviceToken" };
  if (!path.startsWith("/3/device/") || /[/?#]/.test(path.slice(10))) return { reason: "BadPath" };
  return { token: path.slice(10) };
}

/** @param {string} token whether it is lower-case hex of whole bytes; Apple: make no assumption about the length */
export function isDeviceToken(token) {
  return token.length % 2 === 0 && token.length > 0 && token.length <= 200 && /^[0-9a-f]+$/.test(token);
}

/**
 * The reason to refuse the headers, or null.
 * @param {Headers} headers @param {readonly string[] | null} topics the bundle ids that the key may push to; null: all
 * @returns {string | null}
 */
export function checkHeaders(headers, topics) {
  const topic = text(headers["apns-topic"]);
  const type = text(headers["apns-push-type"]);
  const priority = headers["apns-priority"];
  const expiration = headers["apns-expiration"];
  const collapseId = text(headers["apns-collapse-id"]);
  const id = headers["apns-id"];
  if (!topic) return "MissingTopic";
  if (!/^[A-Za-z0-9.-]+$/.test(topic)) return "BadTopic";
  const suffix = suffixOfPushType.get(type);
  if (suffix === undefined) return "InvalidPushType";
  if (!topic.endsWith(suffix)) return "BadTopic";
  if (topics !== null && !topics.includes(topic.slice(0, topic.length - suffix.length))) {
    return "TopicDisallowed";
  }
  if (priority !== undefined && priority !== "10" && priority !== "5" && priority !== "1") {
    return "BadPriority";
  }
  if (type === "background" && priority !== "5") return "BadPriority";
  if (expiration !== undefined && !isUnixSeconds(text(expiration))) return "BadExpirationDate";
  if (Buffer.byteLength(collapseId) > maxCollapseIdBytes) return "BadCollapseId";
  if (id !== undefined && !isMessageId(id)) return "BadMessageId";
  return null;
}

/** @param {string | string[] | undefined} id whether it is a canonical lower-case UUID */
export function isMessageId(id) {
  return typeof id === "string" && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(id);
}

/** Milliseconds, a common mistake, lie beyond 32 bits. @param {string} value */
function isUnixSeconds(value) {
  return /^\d{1,10}$/.test(value) && Number(value) <= 0xffff_ffff;
}

/** @param {string | string[] | undefined} value */
function text(value) {
  return typeof value === "string" ? value : "";
}

/**
 * The payload, or the reason to refuse it.
 * @param {string} body @param {number} byteCount @param {string} pushType
 * @returns {{ payload: Record<string, unknown> } | { reason: string }}
 */
export function readPayload(body, byteCount, pushType) {
  if (byteCount === 0) return { reason: "PayloadEmpty" };
  if (byteCount > maxPayloadBytes + (pushType === "voip" ? 1024 : 0)) return { reason: "PayloadTooLarge" };
  const payload = parseObject(body);
  if (payload === null) return { reason: "PayloadEmpty" };
  const aps = payload.aps;
  if (typeof aps !== "object" || aps === null) {
    return pushType === "alert" || pushType === "background" ? { reason: "InvalidPushType" } : { payload };
  }
  const isVisible = "alert" in aps || "sound" in aps || "badge" in aps;
  const isSilent = "content-available" in aps && aps["content-available"] === 1;
  if (pushType === "alert" && !isVisible) return { reason: "InvalidPushType" };
  if (pushType === "background" && (isVisible || !isSilent)) return { reason: "InvalidPushType" };
  return { payload };
}

/** @param {string} body @returns {Record<string, unknown> | null} */
function parseObject(body) {
  try {
    const value = JSON.parse(body);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? value : null;
  } catch {
    return null;
  }
}
