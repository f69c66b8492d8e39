import { posix } from "node:path";
import { z } from "zod";
import { readLooseJson } from "../find/json.ts";
import { readPackages } from "../find/package-json.ts";
import type { Snapshot } from "../find/snapshot.ts";
import { wishAt } from "./version-places.ts";
import { type ReleaseTool, remarksOf, type TrackWish } from "./release-tool.ts";

const command = z.looseObject({
  conventionalCommits: z.boolean().optional().catch(undefined),
  tagVersionPrefix: z.string().optional().catch(undefined),
}).optional().catch(undefined);
const config = z.looseObject({
  version: z.string().optional().catch(undefined),
  command: z.looseObject({ version: command, publish: command }).optional().catch(undefined),
});

const file = "lerna.json";
const sentences = {
  ignoreChanges: "files can't be taken out of a track; documentation alone releases nothing anyway",
  allowBranch: "`auto` says which branch releases; a release by hand goes from any",
  preid: "prereleases are on the channels alpha, beta and rc",
  changelogPreset: "the sections of generated notes are not a setting",
};

/** The settings of Lerna; undefined where it releases nothing. Source: its docs on `lerna version`: fixed mode has one tag, independent one a package. */
export function readLerna(snapshot: Snapshot): ReleaseTool | undefined {
  const said = config.safeParse(readLooseJson(snapshot.read(file))).data;
  if (said?.version === undefined) return undefined;
  const options = { ...said.command?.publish, ...said.command?.version };
  const isConventional = options.conventionalCommits === true;
  const bump = isConventional ? "conventional" as const : "manual" as const;
  const changelogOf = (folder: string) =>
    isConventional ? { changelog: posix.join(folder, "CHANGELOG.md") } : {};
  const packages = readPackages(snapshot).flatMap((
    { folder, found: { name, version, private: isPrivate } },
  ) =>
    folder === "." || name === undefined || version === undefined
      ? []
      : [{ folder, name, version, isPrivate }]
  );
  const published = packages.filter(({ isPrivate }) => !isPrivate);
  const remarks = remarksOf(file, options, sentences);
  if (said.version === "independent") {
    const tracks = published.map(({ folder, name, version }): TrackWish => ({
      folder,
      name,
      tag: `${name}@`,
      bump,
      ...changelogOf(folder),
      version,
      mirrors: [],
    }));
    return { file, tracks, remarks };
  }
  const own = wishAt(file, ["/version"], snapshot);
  const track: TrackWish = {
    folder: ".",
    name: snapshot.name,
    tag: options.tagVersionPrefix ?? "v",
    bump,
    ...changelogOf("."),
    version: said.version,
    also: published.map(({ folder }) => folder),
    mirrors: [
      ...own === undefined ? [] : [own],
      // Lerna writes private packages as well.
      ...packages.flatMap(({ folder }) =>
        wishAt(posix.join(folder, "package.json"), ["/version"], snapshot) ?? []
      ),
    ],
  };
  return { file, tracks: [track], remarks };
}
