import { posix } from "node:path";
import { z } from "zod";
import { keyFrom } from "../find/candidate.ts";
import { readJson, readLooseJson } from "../find/json.ts";
import type { Snapshot } from "../find/snapshot.ts";
import { extraFile, extraMirror } from "./extra-files.ts";
import { packageNames, withoutScope } from "./package-name.ts";
import { packageRemarks, pluginRemarks } from "./release-please-remarks.ts";
import type { ReleaseTool, TrackWish } from "./release-tool.ts";

const text = z.string().optional().catch(undefined);
const flag = z.boolean().optional().catch(undefined);
const settings = z.looseObject({
  "release-type": text,
  component: text,
  "package-name": text,
  "include-component-in-tag": flag,
  "include-v-in-tag": flag,
  "tag-separator": text,
  "changelog-path": text,
  "skip-changelog": flag,
  "bump-minor-pre-major": flag,
  "bump-patch-for-minor-pre-major": flag,
  "version-file": text,
  "exclude-paths": z.array(z.string()).optional().catch(undefined),
  "extra-files": z.array(extraFile).optional().catch(undefined),
});
const linked = z.object({
  type: z.literal("linked-versions"),
  groupName: z.string(),
  components: z.array(z.string()),
});
const config = settings.extend({
  packages: z.record(z.string(), settings),
  plugins: z.array(z.unknown()).default([]).catch([]),
});

type Settings = z.infer<typeof settings>;

/** The settings of release-please; undefined where there are none. Source: its docs/manifest-releaser.md and its schemas/config.json. */
export function readReleasePlease(snapshot: Snapshot): ReleaseTool | undefined {
  const file =
    [...snapshot.files].filter((path) => configFile.test(path)).sort((a, b) => a.length - b.length)[0];
  const found = file === undefined ? undefined : config.safeParse(readLooseJson(snapshot.read(file))).data;
  if (file === undefined || found === undefined) return undefined;
  const { packages, plugins, ...defaults } = found;
  const versions = versionsOf(snapshot);
  const groups = plugins.flatMap((plugin) => linked.safeParse(plugin).data ?? []);
  const remarks: string[] = [];
  const tracks = Object.entries(packages).map(([path, own]): TrackWish => {
    const said: Settings = { ...defaults, ...own };
    const folder = posix.normalize(path).replace(/\/$/, "");
    const extra = (said["extra-files"] ?? []).map((one) => extraMirror(one, folder, snapshot));
    remarks.push(...packageRemarks(file, path, own));
    for (const one of extra) {
      if ("problem" in one) remarks.push(`${file}: extra-files of ${path}: ${one.problem}`);
    }
    const component = componentOf(folder, said, snapshot);
    const group = groups.find(({ components }) => component !== "" && components.includes(component));
    const changelog = posix.join(folder, said["changelog-path"] ?? "CHANGELOG.md");
    return {
      folder,
      name: component || own["package-name"] || (folder === "." ? snapshot.name : posix.basename(folder)),
      tag: tagOf(component, said),
      bump: "conventional",
      belowOne: {
        ...said["bump-minor-pre-major"] ? { bump_minor_pre_major: true } : {},
        ...said["bump-patch-for-minor-pre-major"] ? { bump_patch_for_minor_pre_major: true } : {},
      },
      ...said["skip-changelog"] || changelog.startsWith("..") ? {} : { changelog },
      ...versions[path] === undefined ? {} : { version: versions[path] },
      ...group === undefined ? {} : { group: { key: keyFrom(group.groupName), policy: "fixed" as const } },
      ...folder === "." ? { excludes: said["exclude-paths"] ?? [] } : {},
      mirrors: [
        ...versionFile(folder, said, snapshot),
        ...extra.flatMap((one) => "wishes" in one ? one.wishes : []),
      ],
    };
  });
  return {
    file,
    tracks,
    remarks: [...packageRemarks(file, undefined, defaults), ...remarks, ...pluginRemarks(file, plugins)],
  };
}

const configFile = /(^|\/)\.?release-please-config\.json$|(^|\/)release-please\/config\.json$/;
const manifestFile = /(^|\/)\.?release-please-manifest\.json$|(^|\/)release-please\/manifest\.json$/;

function versionsOf({ files, read }: Snapshot): Record<string, string> {
  const file = [...files].filter((path) => manifestFile.test(path)).sort((a, b) => a.length - b.length)[0];
  return z.record(z.string(), z.string()).safeParse(readJson(file === undefined ? undefined : read(file)))
    .data ?? {};
}

/** Only the types that know their package by name have a component without saying so. */
const named: Record<string, string> = {
  node: "package.json",
  rust: "Cargo.toml",
  python: "pyproject.toml",
  dart: "pubspec.yaml",
  helm: "Chart.yaml",
};

function componentOf(folder: string, said: Settings, snapshot: Snapshot): string {
  if (said["include-component-in-tag"] === false) return "";
  const type = said["release-type"] ?? "node";
  const name = said.component ?? said["package-name"] ??
    packageNames(folder, snapshot).get(named[type] ?? "") ?? "";
  return said.component === undefined && type === "node" ? withoutScope(name) : name;
}

function tagOf(component: string, said: Settings): string {
  const v = said["include-v-in-tag"] === false ? "" : "v";
  return component === "" ? v : `${component}${said["tag-separator"] ?? "-"}${v}`;
}

/** The type `simple` keeps the version in a file of its own. */
function versionFile(folder: string, said: Settings, { files, read }: Snapshot): TrackWish["mirrors"] {
  if (said["release-type"] !== "simple" && said["version-file"] === undefined) return [];
  const file = posix.join(folder, said["version-file"] ?? "version.txt");
  const found = /^\s*v?(\S+)\s*$/.exec(files.has(file) ? read(file) ?? "" : "")?.[1];
  return found === undefined
    ? []
    : [{ mirror: { type: "text", file, regex: String.raw`^v?(\S+)\s*$`, value: "version" }, found }];
}
