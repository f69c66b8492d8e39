import { posix } from "node:path";
import { z } from "zod";
import { keyFrom } from "../find/candidate.ts";
import { readJson, readLooseJson } from "../find/json.ts";
import { hasWorkspaces } from "../find/package-folders.ts";
import { readPackages } from "../find/package-json.ts";
import type { Snapshot } from "../find/snapshot.ts";
import { namesPackage } from "./package-glob.ts";
import type { ReleaseTool, TrackWish } from "./release-tool.ts";

const groups = z.array(z.array(z.string())).default([]).catch([]);
const config = z.looseObject({
  changelog: z.unknown().optional(),
  fixed: groups,
  linked: groups,
  ignore: z.array(z.string()).default([]).catch([]),
  baseBranch: z.string().optional().catch(undefined),
  privatePackages: z.union([
    z.boolean().transform((tag) => ({ tag })),
    z.looseObject({ tag: z.boolean().default(false) }),
  ]).default({ tag: false }).catch({ tag: false }),
});
const pre = z.object({ mode: z.string(), tag: z.string() });

const file = ".changeset/config.json";

/** The settings of changesets; undefined where there are none. Source: its docs/config-file-options.md, and for tags `changeset tag`. */
export function readChangesets(snapshot: Snapshot): ReleaseTool | undefined {
  const said = config.safeParse(readLooseJson(snapshot.read(file))).data;
  if (said === undefined) return undefined;
  const isMonorepo = hasWorkspaces(snapshot);
  // Only pnpm counts the root among its packages; a private one is nothing but the workspace.
  const hasRoot = !isMonorepo || snapshot.files.has("pnpm-workspace.yaml");
  const packages = readPackages(snapshot).flatMap((
    { folder, found: { name, version, private: isPrivate } },
  ) =>
    name === undefined || version === undefined || folder === "." && (!hasRoot || isMonorepo && isPrivate)
      ? []
      : [{ folder, name, version, isPrivate }]
  );
  const isIgnored = ({ name }: { name: string }) => namesPackage(said.ignore, name);
  const isUntagged = ({ isPrivate }: { isPrivate: boolean }) => isPrivate && !said.privatePackages.tag;
  const released = packages.filter((one) => !isIgnored(one) && !isUntagged(one));
  const tracks = released.map(({ folder, name, version }): TrackWish => ({
    folder,
    name,
    tag: isMonorepo ? `${name}@` : "v",
    bump: "changes",
    ...said.changelog === false ? {} : { changelog: posix.join(folder, "CHANGELOG.md") },
    version,
    ...groupOf(name, said),
    mirrors: [],
  }));
  const list = (some: readonly { name: string }[]) => [...new Set(some.map(({ name }) => name))].join(", ");
  const ignored = packages.filter(isIgnored);
  const untagged = packages.filter((one) => !isIgnored(one) && isUntagged(one));
  return {
    file,
    tracks,
    untracked: [...ignored, ...untagged].map(({ folder }) => folder),
    remarks: [
      ...ignored.length > 0
        ? [`${file}: ignore: ${list(ignored)}: no release block, so nothing releases them`]
        : [],
      ...untagged.length > 0
        ? [
          `${file}: private packages have a version and no tag: ${
            list(untagged)
          } stay without a release block`,
        ]
        : [],
      ...said.baseBranch !== undefined && said.baseBranch !== snapshot.branch
        ? [`${file}: baseBranch is ${said.baseBranch}, and ships go from ${snapshot.branch}`]
        : [],
      ...preRemarks(snapshot),
    ],
  };
}

function groupOf(name: string, { fixed, linked }: z.infer<typeof config>): Pick<TrackWish, "group"> {
  for (const [policy, all] of [["fixed", fixed], ["linked", linked]] as const) {
    const index = all.findIndex((patterns) => namesPackage(patterns, name));
    if (index < 0) continue;
    // A group has no name in changesets: its first package gives it one.
    const key = keyFrom((all[index]?.[0] ?? policy).replaceAll("*", ""));
    return { group: { key: key === "component" ? `${policy}-${index + 1}` : key, policy } };
  }
  return {};
}

function preRemarks({ read }: Snapshot): string[] {
  const state = pre.safeParse(readJson(read(".changeset/pre.json"))).data;
  if (state === undefined || state.mode !== "pre") return [];
  return /^(alpha|beta|rc)$/.test(state.tag)
    ? [
      `.changeset/pre.json: pre mode ${state.tag} is the channel: slipway release <track> --channel ${state.tag}, which counts from ${state.tag}.1 on`,
    ]
    : [
      `.changeset/pre.json: pre mode ${state.tag} is none of the channels alpha, beta and rc: choose one of them`,
    ];
}
