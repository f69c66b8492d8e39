import { z } from "zod";
import { key, path, text } from "./schema-fields.ts";
import { pattern, variable } from "./schema-probes.ts";

const where = z.array(key).min(1).optional().describe("Only in these environments.");
const entry = z.union([variable, z.strictObject({ name: variable, in: where })]);
const kinds = ["origin", "url", "equals", "one_of", "regex"] as const;

const rule = z.strictObject({
  name: variable,
  in: where,
  origin: z.literal(true).optional().describe(
    "https://host, with a port at most: no path, no slash at the end.",
  ),
  url: z.literal(true).optional().describe("A whole address."),
  equals: z.string().max(1000).optional(),
  one_of: z.array(z.string().max(1000)).min(1).optional(),
  regex: pattern.optional(),
}).refine(
  (value) => kinds.filter((kind) => value[kind] !== undefined).length === 1,
  `needs exactly one of ${kinds.join(", ")}`,
);

const source = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("command"),
    run: text.describe("A shell command that prints them, as NAME=value or as JSON."),
    timeout_s: z.number().positive().max(600).optional().describe("30 seconds when it is missing."),
  }),
  z.strictObject({
    type: z.literal("file"),
    path: path.describe("An .env file of the repository; {environment} stands for the environment's name."),
  }),
  z.strictObject({ type: z.literal("supabase") }).describe(
    "The secrets of the environment's Supabase project: names, and digests of values.",
  ),
  z.strictObject({
    type: z.literal("ssh-unit"),
    target: text.describe("A name in `ship.targets`."),
    unit: text.regex(/^[A-Za-z0-9:_.\\@][A-Za-z0-9:_.\\@-]*$/, "the name of a systemd unit").optional()
      .describe(
        "The systemd unit there, when it is not called like the component.",
      ),
  }),
], { error: "type is none of command, file, supabase and ssh-unit" });

/** Variables that must be there, may be missing, must not be there, and what they must look like. Never a value. */
export const env = z.strictObject({
  source: source.describe("Where a deploy's variables can be read."),
  required: z.array(entry).default([]).describe("A deploy is refused without them."),
  recommended: z.array(entry).default([]).describe("A deploy warns without them."),
  never: z.array(entry).default([]).describe("A deploy is refused while one of them is set."),
  rules: z.array(rule).default([]).describe("What values must look like, where they are set."),
});

export type EnvLists = z.infer<typeof env>;
export type EnvRule = z.infer<typeof rule>;
export type EnvSource = EnvLists["source"];
