import { z } from "zod";
import { isProbeAddress } from "./probe-address.ts";
import { whyNoRegex } from "./regex-rule.ts";
import { key, path, pointer, text } from "./schema-fields.ts";

/** The name of an environment variable. */
export const variable = z.string().max(200).regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "the name of a variable");
/** A regular expression that is run apart, under a limit. */
export const pattern = z.string().min(1).max(1000).superRefine((value, context) => {
  const why = whyNoRegex(value);
  if (why !== null) context.addIssue({ code: "custom", message: why });
});

const address = z.string().max(2000).refine(
  isProbeAddress,
  "an address that begins with http://, https:// or {url}, and holds no password",
);
const common = {
  name: z.string().min(1).max(100).optional().describe("What results call it."),
  in: z.array(key).min(1).optional().describe("Only in these environments."),
  timeout_s: z.number().positive().max(3600).optional().describe(
    "Seconds, in all: the probe is repeated until it agrees or the time is over.",
  ),
  retry: z.int().min(0).max(100).optional().describe(
    "How often it is repeated at most; as often as the time allows when it is missing.",
  ),
  every: z.string().regex(/^[1-9]\d{0,3}[mhd]$/, "minutes, hours or days, as 15m").optional().describe(
    "How long `slipway verify --scheduled` lets pass before it asks again.",
  ),
};

const scalar = z.union([z.string().max(1000), z.number(), z.boolean(), z.null()]);
const checks = ["equals", "one_of", "exists", "matches", "at_least"] as const;

/** What one place of an answer must hold. */
const expectation = z.strictObject({
  json: pointer.describe("Where: a JSON Pointer."),
  equals: scalar.optional(),
  one_of: z.array(scalar).min(1).optional(),
  exists: z.boolean().optional().describe("Whether there is anything."),
  matches: pattern.optional().describe("A regular expression that the text there must match."),
  at_least: z.number().optional().describe("The lowest number that may be there."),
}).refine(
  (value) => checks.filter((check) => value[check] !== undefined).length === 1,
  `needs exactly one of ${checks.join(", ")}`,
);

const status = z.int().min(100).max(599);
// No line breaks, which would begin another header.
const headerValue = z.string().max(8000).regex(/^[^\r\n\0]*$/, "one line");

const http = z.strictObject({
  type: z.literal("http").optional(),
  url: address.describe("What is asked; {url} is the environment's address."),
  method: z.enum(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]).optional(),
  headers: z.record(z.string().regex(/^[!#$%&'*+.^_`|~\w-]+$/, "the name of a header"), headerValue)
    .optional().describe("{env:NAME} stands for a variable of whoever asks."),
  body: z.union([z.string().max(100_000), z.record(z.string(), z.unknown()), z.array(z.unknown())]).optional()
    .describe("A text as it is, anything else as JSON; {env:NAME} stands for a variable."),
  status: z.union([status, z.array(status).min(1)]).optional().describe(
    "What must be answered; any of 200 to 299 when it is missing. Redirects are followed unless one is expected.",
  ),
  location: text.max(2000).optional().describe("Where a redirect must lead, as /login."),
  json: pointer.optional().describe("Where the build is: a JSON Pointer."),
  regex: z.string().min(1).max(1000).optional().describe(
    "A regular expression; its first group is the build.",
  ),
  expect: z.array(expectation).min(1).optional().describe("What else the answer must hold."),
  file: text.optional().describe("A file inside the archive that the address serves."),
  ...common,
}).superRefine((probe, context) => {
  const add = (at: string, message: string) => context.addIssue({ code: "custom", path: [at], message });
  const { json, regex, location, expect, method = "GET", body, file } = probe;
  const statuses = probe.status === undefined ? [] : [probe.status].flat();
  if (json !== undefined && regex !== undefined) add("regex", "the build is in one place: json or regex");
  const proofs = [json, regex, location, expect, probe.status];
  if (proofs.every((proof) => proof === undefined)) {
    add("url", "proves nothing: json, regex, status, location or expect is missing");
  }
  if (body !== undefined && ["GET", "HEAD"].includes(method)) add("body", `${method} has no body`);
  if (location !== undefined && statuses.some((code) => code < 300 || code > 399)) {
    add("location", "only an answer of 300 to 399 leads elsewhere");
  }
  if (location !== undefined && (json ?? regex ?? expect ?? file) !== undefined) {
    add("location", "a redirect is not followed, so nothing else can be asked of it");
  }
});

const supabase = z.strictObject({ type: z.literal("supabase"), ...common });

const sql = z.strictObject({
  type: z.literal("sql"),
  query: text.describe("One statement that only reads, asked of the environment's database."),
  expect: z.array(expectation).min(1).describe("What the rows must hold, as /0/count."),
  ...common,
});

const browser = z.strictObject({
  type: z.literal("browser"),
  script: path.describe("A module whose default export drives the page: async ({ page, url, env }) => …"),
  env: z.array(variable).optional().describe("Variables of whoever asks that the script gets."),
  optional: z.boolean().optional().describe("It may be skipped where there is no browser."),
  ...common,
  timeout_s: z.number().positive().max(3600).optional().describe(
    "Seconds that one run may take; 120 when it is missing.",
  ),
  retry: z.int().min(0).max(10).optional().describe("How often it is run again at most; never when missing."),
});

/** What proves that a deploy serves the new build, and that it works. */
export const verify = z.discriminatedUnion("type", [http, supabase, sql, browser], {
  error: "type is none of http, supabase, sql and browser",
});

export type Expectation = z.infer<typeof expectation>;
export type HttpProbe = z.infer<typeof http>;
export type SqlProbe = z.infer<typeof sql>;
export type BrowserProbe = z.infer<typeof browser>;
