import { z } from "zod";
import { mirrorSchema } from "./mirrors/mirror-types.ts";
import { build, channel, key, path, text, word } from "./schema-fields.ts";
import { environments, projectRef } from "./schema-environments.ts";
import { bootstrap } from "./schema-bootstrap.ts";
import { betaTag, compiling, lanes } from "./schema-lanes.ts";
import { docs, gates } from "./schema-gates.ts";
import { env } from "./schema-env.ts";
import { jobs } from "./schema-jobs.ts";
import { deploy } from "./schema-parts.ts";
import { verify } from "./schema-probes.ts";
import { keys } from "./schema-keys.ts";
import { release, releaseSettings } from "./schema-release.ts";
import { storeAuto } from "./schema-store.ts";

// Compiling the checks takes longer than the few that a command makes (4 ms of its start).
z.config({ jitless: true });

const alertText = z.string().min(1).max(1000, { abort: true }).regex(
  /^([^{}]|\{(name|version|build)\})*$/,
  "only {name}, {version} and {build} can be filled in",
);
const locKey = z.string().min(1).max(100);
const alert = z.strictObject({
  title: alertText.max(200).optional().describe("The component's name when it is missing."),
  body: alertText.optional(),
  title_loc_key: locKey.optional().describe(
    "A key of the app's own strings; arguments: name, version, build.",
  ),
  loc_key: locKey.optional().describe("A key of the app's own strings; arguments: name, version, build."),
}).refine((value) => Object.keys(value).length > 0, "says nothing")
  .refine(
    (value) => value.title === undefined || value.title_loc_key === undefined,
    "title or title_loc_key, not both",
  )
  .refine((value) => value.body === undefined || value.loc_key === undefined, "body or loc_key, not both");

const component = z.strictObject({
  name: z.string().min(1).max(100).describe("For people: the title of a push, the display name of an app."),
  label: z.string().min(1).max(48).optional().describe("Short, for tables; the key when it is missing."),
  kind: z.enum(["ios", "android", "web", "server", "database", "cli", "desktop", "library"]),
  host: z.string().optional().describe("Where people find it, without https://."),
  description: z.string().optional(),
  version: text.default("0.0.0").describe("What people see; only `build` is compared."),
  build: build.describe("Rises by one with every ship. Written by `slipway bump` and `slipway ship`."),
  paths: z.array(path).min(1).describe(
    "Folders or globs that this component owns; the longest match over all components wins.",
  ),
  mirrors: z.array(mirrorSchema).default([]).describe(
    "The other places that hold its build, version or name.",
  ),
  deploy: deploy.optional(),
  ride_along: z.array(key).default([]).describe(
    "Components that are deployed with this one, without a bump or a build move.",
  ),
  verify: z.array(verify).default([]).describe(
    "What proves that the new build is served. An empty list: the deploy's exit code is the proof.",
  ),
  env: env.optional().describe("Variables that must be there before it is deployed. Never a value."),
  apns: z.strictObject({
    topics: z.array(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9.-]{0,154}$/, "a bundle id")),
    key: z.string().regex(/^[a-z][a-z0-9_-]{0,47}$/, "lower case, digits, dashes and underscores").optional()
      .describe("The name of the APNs key; `default` when it is missing."),
    alerts: z.partialRecord(channel, alert).optional().describe(
      "What a push says, for each channel; a channel that is missing says what the next higher one says.",
    ),
  }).optional().describe("The apps that hear of a new build."),
  store: z.strictObject({
    type: z.literal("app-store-connect"),
    app_id: z.string().regex(/^\d{5,20}$/, "5 to 20 digits").describe("The app's Apple ID, a number."),
    platform: z.enum(["ios", "macos", "tvos", "visionos"]).optional().describe(
      "Which of the app's platforms: each counts its builds for itself. `macos` for a desktop component, `ios` for every other.",
    ),
    audience: z.enum(["internal", "external"]).default("internal").describe(
      "Who must be able to install it.",
    ),
    auto: storeAuto.optional(),
    archive: text.optional().describe("The command that archives and uploads."),
    lanes: lanes.optional(),
    tag: betaTag.optional().describe(
      "What the commit of each confirmed build is tagged as, with {component}, {version} and {build}; slipway ios beta always tags.",
    ),
    whats_new: path.optional().describe(
      "The file that says what is new to everybody, as fastlane/metadata/{locale}/release_notes.txt: {locale} and {version} are filled in. What TestFlight says of the build when there is none.",
    ),
    url: z.url({ protocol: /^(https|itms-beta|itms-apps)$/ }).optional().describe(
      "Where people install it, when it is not TestFlight.",
    ),
  }).refine(
    ({ archive, lanes }) => archive === undefined || lanes?.archive === undefined,
    "archive or lanes.archive, not both",
  ).optional(),
  ...compiling,
  release: release.optional().describe("Makes it a track: its own versions, tags, channels and changelog."),
  ci: z.strictObject({
    run: z.array(text).min(1).describe("Commands, one after the other, when its files changed."),
    database: z.boolean().default(false).describe(
      "With a database of their own, that has all migrations: SLIPWAY_CI_DATABASE_URL.",
    ),
  }).optional().describe("What the generated workflow for pull requests runs for it."),
  preview: text.optional().describe(
    "A command that deploys a pull request to an address of its own and prints that as its last line.",
  ),
});

const step = z.enum([
  "bump",
  "sync",
  "readme",
  "check",
  "commit",
  "push",
  "deploy",
  "verify",
  "record",
  "announce",
]);
const hooks = z.partialRecord(step, text);

const ship = z.strictObject({
  remote: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/, "the name of a remote, as origin").default(
    "origin",
  ).describe("The git remote that is pushed to: one that the clone has, never a path or an address."),
  environment: z.strictObject({
    name: key.default("production"),
    branch: word.default("main").describe("The branch that ships."),
    project_ref: projectRef.optional().describe("The Supabase project."),
  }).optional().describe("The only environment; `environments` names several."),
  environments: environments.optional().describe("Where things are deployed to, and how they get there."),
  gates: gates.optional().describe(
    "What the code host must ask of branches, and what pull requests must answer.",
  ),
  docs: docs.optional().describe(
    "Documentation, scripts and decision records that `slipway check` looks at.",
  ),
  jobs: jobs.default({}).describe(
    "What has to run on a schedule, whoever starts it: a run that nobody heard of is told.",
  ),
  bootstrap: bootstrap.default([]).describe(
    "The first start of an environment: steps that are done once, and prove it.",
  ),
  readme: path.default("README.md").describe(
    "The file that holds banner and table; it belongs to every ship.",
  ),
  message: text.default("chore({component}): build {build}").describe(
    "The commit message of a ship: {component}, {build} and {version} are filled in. The default passes conventional commitlint.",
  ),
  shared: z.array(path).default(["version.json", "README.md", "notes/**"]).describe(
    "Globs of files that belong to every ship.",
  ),
  notes: z.strictObject({
    chat: path.default("notes/next-ship.md").describe("What the chat hears with the next ship, once."),
    store: path.default("notes/next-ship-tf.md").describe('TestFlight\'s "What to Test".'),
    strict: z.boolean().default(false).describe("Refuse a ship without notes, instead of a warning."),
  }).prefault({}),
  files: z.strictObject({
    refuse: z.array(path).default([]).describe("Globs of more files that no ship commits."),
    allow: z.array(path).default([]).describe(
      "Globs of files that may be committed though their name or content speaks against it.",
    ),
    max_bytes: z.int().positive().default(5_000_000).describe(
      "The largest file that is no text and not in Git LFS.",
    ),
  }).prefault({}).describe("Beside images, secrets and what builds make, which no ship commits."),
  targets: z.record(z.string(), z.strictObject({ ssh: text.optional().describe("user@host") })).default({})
    .describe("Machines and other places that hold one deploy at a time."),
  prepare: text.optional().describe("Makes a fresh work tree ready to deploy from."),
  pass_environment: z.array(z.string().regex(/^[A-Za-z_][A-Za-z0-9_]*$/, "the name of a variable")).default(
    [],
  ).describe(
    "Variables with credentials that deploys, hooks and archives get all the same: by default they get none of Slipway's, of App Store " +
      "Connect's or of a code host's.",
  ),
  hooks: z.strictObject({ before: hooks.default({}), after: hooks.default({}) }).prefault({}).describe(
    "Commands before and after a step.",
  ),
  release: releaseSettings.optional().describe(
    "Where releases are published, and how branches come together again.",
  ),
  keys: keys.optional().describe("Keys that are rotated without locking anyone out: slipway keys rotate."),
  workspace: z.strictObject({
    command: z.string().regex(/^[^\p{Cc}]{1,1000}$/u, "one line").optional().describe(
      "What each tab runs in its folder; `claude --continue` when it is missing.",
    ),
  }).optional().describe("The tabs that `slipway workspace launch` opens, one per component and folder."),
  map: z.record(z.string(), path).default({}).describe("Concern to file: the where-things-live table."),
});

/** version.json. Rules between fields (order, targets, ride-alongs, the top build) are in `problems.ts`. */
export const manifestSchema = z.strictObject({
  $schema: z.string().optional(),
  name: z.string().min(1).max(100).describe("The project, as the table's title."),
  build: build.describe("Always the highest build of all components. Written by Slipway."),
  order: z.array(key).default([]).describe("The rows of every table; components without a place come last."),
  ship: ship.prefault({}),
  components: z.record(key, component),
});

export type Manifest = z.infer<typeof manifestSchema>;
export type Component = Manifest["components"][string];
export type Mirror = Component["mirrors"][number];
export type Deploy = NonNullable<Component["deploy"]>;
export type Verify = Component["verify"][number];
