import { z } from "zod";
import { whyNoGlob } from "./glob.ts";
import { whyNoPath } from "./path-rule.ts";

/** The longest key keeps `apns-collapse-id` within 64 bytes; the same rule is a constraint in SQL. */
export const key = z.string().regex(
  /^[a-z][a-z0-9-]{0,47}$/,
  "lower case, digits and dashes, at most 48 characters",
);
export const text = z.string().min(1).max(10_000);
/** A word of a git command line. */
export const word = text.regex(/^[^-]/, "must not begin with a dash");
/** Up to Number.MAX_SAFE_INTEGER, as in SQL. */
export const build = z.int().min(0);
/** Below the root of the repository, without `..`, and outside of git's own folder. */
export const path = z.string().min(1).max(1024).superRefine((value, context) => {
  const why = whyNoPath(value) ?? whyNoGlob(value);
  if (why !== null) context.addIssue({ code: "custom", message: why });
});
/** RFC 6901, never the whole document. */
const pointer = z.string().max(1024).regex(/^(\/([^~/]|~[01])*)+$/, "a JSON Pointer, for example /build");

const value = z.enum(["build", "version", "name"]).describe("What of the component is written there.");
const authority = z.enum(["manifest", "store"]).optional().describe(
  "Who decides the value. `store`: the file may be ahead of version.json while a build is in flight. The default is `store` for the " +
    "build and version in a pbxproj or xcconfig file of an iOS component or one with a store, `manifest` for everything else.",
);
const setting = text.describe("The name of the build setting.");

/** A place that repeats a value of version.json. */
export const mirror = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("json"),
    file: path,
    key: pointer.describe("Where in the file: a JSON Pointer (RFC 6901)."),
    value,
    authority,
  }),
  z.strictObject({
    type: z.literal("pbxproj"),
    file: path,
    key: setting,
    value,
    count: z.int().positive().describe(
      "Exactly so many lines carry the setting; any other number is refused.",
    ),
    authority,
  }),
  z.strictObject({ type: z.literal("xcconfig"), file: path, key: setting, value, authority }),
]);

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
