import { posix } from "node:path";
import { z } from "zod";
import { readJson, readLooseJson } from "../find/json.ts";
import { readPackages } from "../find/package-json.ts";
import type { Snapshot } from "../find/snapshot.ts";
import { readYaml } from "../find/yaml.ts";
import { branchesOf, pluginsOf } from "./semantic-release-parts.ts";
import { packageNames } from "./package-name.ts";
import type { ReleaseTool, TrackWish } from "./release-tool.ts";

const config = z.looseObject({
  branches: z.unknown().optional(),
  tagFormat: z.string().optional().catch(undefined),
  plugins: z.array(z.unknown()).optional().catch(undefined),
  extends: z.union([z.string(), z.array(z.string())]).optional().catch(undefined),
});
type Config = z.infer<typeof config>;

/** The settings of semantic-release, of the root and of packages that have their own. Source: its docs/usage/configuration.md. */
export function readSemanticRelease(snapshot: Snapshot): ReleaseTool | undefined {
  const folders = [...new Set([".", ...readPackages(snapshot).map(({ folder }) => folder)])];
  const found = folders.flatMap((folder) => {
    const said = settingsIn(folder, snapshot);
    return said === undefined ? [] : [{ folder, ...said }];
  });
  const [first] = found;
  if (first === undefined) return undefined;
  // With packages that have settings of their own, the root's are what they extend.
  const own = found.length > 1 ? found.filter(({ folder }) => folder !== ".") : found;
  const all = own.map(({ folder, file, said }) => trackOf(folder, file, said, snapshot));
  return {
    file: first.file,
    tracks: all.flatMap(({ track }) => track === undefined ? [] : [track]),
    remarks: all.flatMap(({ remarks }) => remarks),
  };
}

function settingsIn(folder: string, { files, read }: Snapshot): { file: string; said: Config } | undefined {
  const at = (name: string) => posix.join(folder, name);
  for (const name of [".releaserc", ".releaserc.json", ".releaserc.yaml", ".releaserc.yml"]) {
    if (!files.has(at(name))) continue;
    const text = read(at(name));
    const said = config.safeParse(readLooseJson(text) ?? readYaml(text)).data;
    if (said !== undefined) return { file: at(name), said };
  }
  const inPackage = z.object({ release: config }).safeParse(readJson(read(at("package.json")))).data;
  if (inPackage !== undefined && looksLikeSettings(inPackage.release)) {
    return { file: at("package.json"), said: inPackage.release };
  }
  const program = [...programs].map(at).find((path) => files.has(path));
  if (program === undefined) {
    // What semantic-release tells its users to write into a package.
    const isPlaceholder = /"version":\s*"0\.0\.0-(development|semantically-released)"/.test(
      read(at("package.json")) ?? "",
    );
    return isPlaceholder ? { file: at("package.json"), said: {} } : undefined;
  }
  const tagFormat = /\btagFormat\s*:\s*(["'`])([^"'`]+)\1/.exec(read(program) ?? "")?.[2]?.replaceAll(
    "\\$",
    "$",
  );
  return { file: program, said: { ...tagFormat === undefined ? {} : { tagFormat }, isProgram: true } };
}

const programs = ["js", "cjs", "mjs", "ts"].flatMap((end) => [`.releaserc.${end}`, `release.config.${end}`]);

/** A `release` of package.json may be anything. */
function looksLikeSettings(said: Config): boolean {
  return [said.branches, said.tagFormat, said.plugins, said.extends, said.branch].some((one) =>
    one !== undefined
  );
}

function trackOf(
  folder: string,
  file: string,
  said: Config,
  snapshot: Snapshot,
): { track?: TrackWish; remarks: string[] } {
  const name = packageNames(folder, snapshot).get("package.json") ??
    (folder === "." ? snapshot.name : posix.basename(folder));
  const isPerPackage = [said.extends ?? []].flat().some((one) => one.includes("semantic-release-monorepo"));
  const format = said.tagFormat ?? (isPerPackage ? `${name}-v\${version}` : "v${version}");
  const tag = format.replaceAll("${name}", name).replace(/\$\{version\}$/, "");
  if (tag.includes("${") || !format.endsWith("${version}")) {
    return {
      remarks: [`${file}: tagFormat ${format}: a tag ends with its version here, so the tags begin anew`],
    };
  }
  const branches = branchesOf(file, said.branches ?? said.branch, snapshot.branch);
  const plugins = pluginsOf(file, folder, said.plugins, snapshot);
  const track: TrackWish = {
    folder,
    name,
    tag,
    bump: "conventional",
    ...plugins.changelog === undefined ? {} : { changelog: plugins.changelog },
    auto: { branch: branches.live, channel: "live" },
    mirrors: [],
  };
  const remarks = said.isProgram
    ? [`${file} is a program: its branches and plugins are not read, compare them with version.json`]
    : [...branches.remarks, ...plugins.remarks];
  return { track, remarks };
}
