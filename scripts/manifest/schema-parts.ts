import { z } from "zod";
import { path, pointer, text } from "./schema-fields.ts";

const target = text.describe("A name in `ship.targets`; two ships never deploy to the same target at once.");
const rollback = { rollback: text.optional().describe("The command that brings an older build back.") };

/** How a component reaches its users. */
export const deploy = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("npm"),
    script: text.describe("A script of the component's package.json."),
    target: target.optional(),
    ...rollback,
  }),
  z.strictObject({
    type: z.literal("command"),
    run: text.describe("A shell command, run at the root of the repository."),
    target: target.optional(),
    ...rollback,
  }),
  z.strictObject({
    type: z.literal("ssh"),
    target,
    run: text.describe("A shell command, run on the target."),
    unit: text.optional().describe("The name of the service there, when it is not the component's."),
    ...rollback,
  }),
  z.strictObject({
    type: z.literal("supabase"),
    migrations: z.boolean().describe("Whether pending migrations are applied first."),
    functions: z.array(text).describe("The edge functions to deploy; an empty list deploys none."),
    types: path.optional().describe("The file of the database's generated types: slipway migration types."),
  }),
]);

const address = z.url({ protocol: /^https?$/ }).max(2000);
const probe = {
  file: text.optional().describe("A file inside the archive that the address serves."),
  timeout_s: z.number().positive().max(3600).optional().describe(
    "Seconds, in all: the probe is repeated until it agrees or the time is over.",
  ),
};

/** What proves that a deploy serves the new build. */
export const verify = z.union([
  z.strictObject({ type: z.literal("supabase") }),
  z.strictObject({ url: address, json: pointer.describe("Where the build is: a JSON Pointer."), ...probe }),
  z.strictObject({
    url: address,
    regex: z.string().min(1).max(1000).describe("A regular expression; its first group is the build."),
    ...probe,
  }),
]);
