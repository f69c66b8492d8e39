// @ts-check
import { z } from "zod";
import { statusOfReason } from "./reasons.mjs";

const environment = z.enum(["production", "sandbox"]);
const deviceToken = z.string().regex(/^([0-9a-f]{2}){1,100}$/, "must be lower-case hex");
const share = z.number().min(0).max(1);
const milliseconds = z.number().int().min(0).max(3_600_000);

const rule = z.strictObject({
  // Which requests. All conditions must hold; none means every request.
  environment: environment.optional(),
  tokens: z.array(deviceToken).min(1).optional(),
  token_share: share.optional(),
  share: share.optional(),
  next: z.number().int().min(0).optional(),
  // What happens to them.
  reason: z.string().min(1).optional(),
  status: z.number().int().min(400).max(599).optional(),
  timestamp_ms: z.number().int().optional(),
  action: z.enum(["hang", "reset"]).optional(),
  processed: z.boolean().optional(),
  delay_ms: milliseconds.optional(),
}).superRefine((value, context) => {
  /** @param {string} message */
  const issue = (message) => context.addIssue({ code: "custom", message });
  const { reason, status, action, processed, delay_ms } = value;
  if (status !== undefined && reason === undefined) issue("status needs a reason");
  if (reason !== undefined && status === undefined && !Object.hasOwn(statusOfReason, reason)) {
    issue(`${reason} is no reason of Apple's list: give its status too`);
  }
  if (reason !== undefined && action !== undefined) issue("reason and action exclude each other");
  if (processed !== undefined && action === undefined) issue("processed belongs to an action");
  if (reason === undefined && action === undefined && delay_ms === undefined) {
    issue("says nothing to do: give reason, action or delay_ms");
  }
});

const settings = z.strictObject({
  seed: z.number().int(),
  topics: z.array(z.string().min(1)).nullable(),
  token_environments: z.record(deviceToken, environment),
  sandbox_prefix: z.string().regex(/^[0-9a-f]+$/).nullable(),
  token_topics: z.record(deviceToken, z.string().min(1)),
  rules: z.array(rule),
  delay_ms: milliseconds,
  max_concurrent_streams: z.number().int().min(1).max(100_000),
  goaway: z.strictObject({
    every: z.number().int().min(1),
    mode: z.enum(["graceful", "abrupt"]),
    environment: environment.optional(),
  }).nullable(),
  refuse_connections: z.enum(["none", "production", "sandbox", "all"]),
  clock_offset_s: z.number().int(),
});

/** @typedef {z.infer<typeof settings>} Settings */
/** @typedef {z.infer<typeof rule>} Rule */
/** @typedef {z.infer<typeof environment>} Environment */

/** @param {string[] | null} topics @returns {Settings} how Apple behaves */
export function defaultSettings(topics) {
  return {
    seed: 1,
    topics,
    token_environments: {},
    sandbox_prefix: null,
    token_topics: {},
    rules: [],
    delay_ms: 0,
    max_concurrent_streams: 1000,
    goaway: null,
    refuse_connections: "none",
    clock_offset_s: 0,
  };
}

/**
 * A change of settings, or every problem with it.
 * @param {unknown} value
 * @returns {{ change: Partial<Settings> } | { problems: string[] }}
 */
export function readSettings(value) {
  const parsed = settings.partial().safeParse(value);
  return parsed.success ? { change: parsed.data } : problems(parsed.error);
}

const connectionAction = z.strictObject({
  mode: z.enum(["graceful", "abrupt"]).default("graceful"),
  environment: environment.optional(),
});

/** @typedef {z.infer<typeof connectionAction>} ConnectionAction */

/**
 * The body of an action on the open connections, or every problem with it.
 * @param {unknown} value
 * @returns {{ action: ConnectionAction } | { problems: string[] }}
 */
export function readAction(value) {
  const parsed = connectionAction.safeParse(value);
  return parsed.success ? { action: parsed.data } : problems(parsed.error);
}

const wholeNumber = z.coerce.number().int().min(0);

const tokenQuery = z.strictObject({
  announcement: z.string().nullable().default(null),
  build: wholeNumber.nullable().default(null),
  min: wholeNumber.min(1).default(1),
  offset: wholeNumber.default(0),
  limit: wholeNumber.default(1000),
});

/**
 * Which tokens are asked for, or every problem with it.
 * @param {unknown} value the parameters of the query
 * @returns {{ query: z.infer<typeof tokenQuery> } | { problems: string[] }}
 */
export function readTokenQuery(value) {
  const parsed = tokenQuery.safeParse(value);
  return parsed.success ? { query: parsed.data } : problems(parsed.error);
}

/** @param {z.ZodError} error */
function problems(error) {
  return {
    problems: error.issues.flatMap((issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => [...issue.path, key].join(".") + ": unknown")
        : [(issue.path.join(".") || "body") + ": " + issue.message]
    ),
  };
}
