import { z } from "zod";

/** The longest key keeps `apns-collapse-id` within 64 bytes; the same rule is a constraint in SQL. */
const key = z.string().regex(
  /^[a-z][a-z0-9-]{0,47}$/,
  "lower case, digits and dashes, at most 48 characters",
);
const text = z.string().min(1);
const build = z.int().min(0).max(2_147_483_647);
/** Below the root of the repository, without `..`. */
const path = text.refine(
  (value) => !value.startsWith("/") && !value.split("/").includes(".."),
  "a path below the root",
);

const mirror = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("json"),
    file: path,
    /** JSON Pointer (RFC 6901). */
    key: z.string().startsWith("/"),
    value: z.enum(["build", "version", "name"]),
  }),
  z.strictObject({
    type: z.literal("pbxproj"),
    file: path,
    key: text,
    value: z.enum(["build", "version", "name"]),
    /** Exactly so many lines carry the key. */
    count: z.int().positive(),
    /** `store`: the file may be ahead of the manifest while a build is in flight. */
    authority: z.enum(["manifest", "store"]).optional(),
  }),
  z.strictObject({
    type: z.literal("xcconfig"),
    file: path,
    key: text,
    value: z.enum(["build", "version", "name"]),
    authority: z.enum(["manifest", "store"]).optional(),
  }),
]);

const rollback = { rollback: text.optional() };
const deploy = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("npm"), script: text, target: text.optional(), ...rollback }),
  z.strictObject({ type: z.literal("command"), run: text, target: text.optional(), ...rollback }),
  z.strictObject({ type: z.literal("ssh"), target: text, run: text, unit: text.optional(), ...rollback }),
  z.strictObject({ type: z.literal("supabase"), migrations: z.boolean(), functions: z.array(text) }),
]);

/** Seconds, in all: a probe is repeated until it agrees or the time is over. */
const timeout = { timeout_s: z.number().positive().max(3600).optional() };
const verify = z.union([
  z.strictObject({ type: z.literal("supabase") }),
  z.strictObject({ url: z.url(), json: z.string().startsWith("/"), file: text.optional(), ...timeout }),
  z.strictObject({ url: z.url(), regex: text, file: text.optional(), ...timeout }),
]);

const component = z.strictObject({
  name: z.string().min(1).max(100),
  label: z.string().min(1).max(48).optional(),
  kind: z.enum(["ios", "android", "web", "server", "database", "cli", "desktop", "library"]),
  host: z.string().optional(),
  description: z.string().optional(),
  version: text.default("0.0.0"),
  build,
  /** Globs or folders that this component owns; the longest match over all components wins. */
  paths: z.array(path).min(1),
  mirrors: z.array(mirror).default([]),
  deploy: deploy.optional(),
  /** Components that are deployed with this one, without a bump or a release. */
  ride_along: z.array(key).default([]),
  verify: z.array(verify).default([]),
  apns: z.strictObject({ topics: z.array(text), key: text.optional() }).optional(),
  store: z.strictObject({
    type: z.literal("app-store-connect"),
    app_id: z.string().regex(/^\d+$/, "digits"),
    audience: z.enum(["internal", "external"]).default("internal"),
    /** The command that archives and uploads. */
    archive: text.optional(),
    url: z.url().optional(),
  }).optional(),
});

const step = z.enum(["bump", "sync", "readme", "check", "commit", "push", "deploy", "verify", "record"]);
const hooks = z.partialRecord(step, text);

const ship = z.strictObject({
  remote: text.default("origin"),
  environment: z.strictObject({
    name: key.default("production"),
    branch: text.default("main"),
    project_ref: z.string().regex(/^[a-z]{20}$/, "20 lower-case letters").optional(),
  }).prefault({}),
  /** Globs of files that belong to every ship. */
  shared: z.array(path).default(["version.json", "README.md", "notes/**"]),
  notes: z.strictObject({
    chat: path.default("notes/next-ship.md"),
    store: path.default("notes/next-ship-tf.md"),
    strict: z.boolean().default(false),
  }).prefault({}),
  targets: z.record(z.string(), z.strictObject({ ssh: text.optional() })).default({}),
  /** Makes a fresh work tree ready to deploy from. */
  prepare: text.optional(),
  hooks: z.strictObject({ before: hooks.default({}), after: hooks.default({}) }).prefault({}),
  /** Concern to file: the where-things-live table. */
  map: z.record(z.string(), path).default({}),
});

/** version.json. Rules between fields (order, targets, ride-alongs, the top build) are in `problems.ts`. */
export const manifestSchema = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().min(1).max(100),
  /** Always the highest build of all components. */
  build,
  order: z.array(key).default([]),
  ship: ship.prefault({}),
  components: z.record(key, component),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type Component = Manifest["components"][string];
export type Mirror = Component["mirrors"][number];
export type Deploy = NonNullable<Component["deploy"]>;
export type Verify = Component["verify"][number];
export type ShipStep = z.infer<typeof step>;
