import { z } from "zod";
import { channelSchema } from "../../functions/_shared/contract/channel.ts";
import { whyNoPrefix } from "../tracks/tag.ts";
import { key, path, text, word } from "./schema-fields.ts";

const prefix = z.string().superRefine((value, context) => {
  const why = whyNoPrefix(value);
  if (why !== null) context.addIssue({ code: "custom", message: why });
});
const globs = z.array(path).default([]);
const command = text.max(4000);

/** What names files that a client's updater reads. */
const updater = z.strictObject({
  type: z.enum(["tauri", "electron", "sparkle"]),
  file: path.describe("The file that clients read, as release-manifests/tray-{channel}.json."),
  aliases: globs.describe("The same content under names that old clients know."),
  targets: z.array(z.string().regex(/^[a-z0-9][a-z0-9_.-]{0,63}$/, "as darwin-aarch64")).default([]).describe(
    "Every target that must have its artifact before the file is written.",
  ),
  public_key: text.max(1000).optional().describe(
    "What the apps check signatures with, as their configuration has it (minisign's for Tauri, SUPublicEDKey for Sparkle): then no file is published that they would refuse.",
  ),
});

interface Changelog {
  file: string;
  entries: "written" | "generated";
}
const changelog = z.union([
  path.transform((file): Changelog => ({ file, entries: "written" })),
  z.strictObject({
    file: path,
    entries: z.enum(["written", "generated"]).default("written").describe(
      "`written`: people fill [Unreleased]. `generated`: commits or change files do.",
    ),
  }),
]);

/** What makes a component a track: its own versions, tags, channels and changelog. */
export const release = z.strictObject({
  tag: prefix.describe(
    "What its tags begin with, as tray-v. No prefix, or a bare v, for one component at most.",
  ),
  inputs: globs.describe("Files of others that touch this track as well."),
  bump: z.enum(["conventional", "changes", "manual"]).default("conventional").describe(
    "What decides how far a version rises: commit messages, change files, or whoever releases.",
  ),
  bump_minor_pre_major: z.boolean().default(false).describe(
    "Below 1.0.0 a breaking change raises the minor number.",
  ),
  bump_patch_for_minor_pre_major: z.boolean().default(false).describe(
    "Below 1.0.0 a feature raises the patch number.",
  ),
  changelog: changelog.optional(),
  notes: path.optional().describe(
    "Appended to the release's page when it is there: release-notes/tray/{version}.md.",
  ),
  upgrade_notes: path.optional().describe(
    "What those who host it themselves must read: a live release is refused without it.",
  ),
  auto: z.strictObject({ branch: word, channel: channelSchema }).optional().describe(
    "A push to this branch cuts a release on this channel.",
  ),
  updater: updater.optional(),
  floats: z.strictObject({
    command: command.describe("Moves the channel's float; {channel}, {version} and {tag} are filled in."),
  })
    .optional().describe("What follows the newest release of a channel, as the tag of a container image."),
  group: key.optional().describe("Tracks of a group share their versions."),
  policy: z.enum(["fixed", "linked"]).optional().describe(
    "`fixed`: one version for all of the group; `linked`: those that move get the same. The default is `fixed`.",
  ),
  follows: z.array(key).default([]).describe(
    "Tracks of which this one is an SDK: their changed contract without a release of it warns.",
  ),
  evidence: z.strictObject({
    contract: globs.describe("A change of these files needs a major version."),
    env: globs.describe(
      "Examples of environment files: a new variable that is required needs a major version.",
    ),
    migrations: globs.describe("Migrations: a destructive one needs a major version, any other a minor one."),
  }).optional().describe("Files that say what a release does to its users, whatever commit messages say."),
  record: z.strictObject({
    includes: z.array(key).default([]).describe("Components that a release of this one brings along."),
    limitations: path.optional().describe("A file with the known limitations."),
    reference_host: text.max(200).optional(),
    legacy_hosts: z.array(text.max(200)).default([]),
  }).optional().describe("What is stored of every release."),
});

/** Where releases are published, and how branches come together again. */
export const releaseSettings = z.strictObject({
  host: z.strictObject({
    type: z.enum(["github", "gitlab"]),
    repo: z.string().regex(/^[\w.-]+(\/[\w.-]+)+$/, "owner/name"),
    api: z.url({ protocol: /^https?$/ }).max(500).optional().describe(
      "Of a host of your own: https://github.example/api/v3.",
    ),
  }).optional().describe("The code host; the remote's address says it when this is missing."),
  back_merge: z.strictObject({
    from: word,
    to: word,
    theirs: globs.describe("Generated files: in a conflict the side of `from` counts."),
  }).optional().describe("After a release, `to` is brought up to `from`."),
});

export type Release = z.infer<typeof release>;
export type Updater = z.infer<typeof updater>;
