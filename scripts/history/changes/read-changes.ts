import { errorText } from "../../cli/error-text.ts";
import parseChangesetFile from "@changesets/parse";
import { basename, dirname } from "node:path";
import type { Finding } from "../../cli/command-error.ts";
import type { Manifest } from "../../manifest/schema.ts";
import type { Tree } from "../../manifest/tree.ts";
import type { Level } from "../../tracks/version.ts";
import { isHigher } from "../commits/level.ts";
import { cleanMessage } from "../log/clean-message.ts";
import type { Change } from "./change.ts";
import { type Package, readPackages } from "./package-names.ts";

/** Where change files lie. */
export const changesFolder = ".changeset";

/** Whether a file is a change file: its folder's README is none, nor what begins with a dot. */
export function isChangeFile(path: string): boolean {
  const name = basename(path);
  return dirname(path) === changesFolder && /^[^.].*\.md$/i.test(name) && name.toLowerCase() !== "readme.md";
}

/**
 * The change files of a tree, as `changeset` writes them. They name components by their key or by a package in their paths. Nothing is
 * left out silently: what can't be read, and a package that is gone or belongs to no component, is a finding of its own
 * (`change_file_invalid`, `change_package_unknown`, `change_package_unowned`), and a release must not begin while there is one.
 */
export async function readChanges(
  { tree, manifest }: { tree: Tree; manifest: Manifest },
): Promise<{ changes: Change[]; findings: Finding[] }> {
  const files = (await tree.paths(changesFolder)).filter(isChangeFile).sort();
  const texts = await Promise.all(files.map((file) => tree.read(file)));
  const read = files.flatMap((file, index) => texts[index] ? [parseChange(file, texts[index])] : []);
  const names = read.flatMap((one) => "parsed" in one ? one.parsed.releases.map(({ name }) => name) : []);
  const needsPackages = names.some((name) => !Object.hasOwn(manifest.components, name));
  const packages = needsPackages ? await readPackages(tree, manifest) : [];
  const changes: Change[] = [];
  const findings: Finding[] = [];
  for (const one of read) {
    if ("finding" in one) findings.push(one.finding);
    else {
      const { releases, names, problems } = mapped(one.file, one.parsed.releases, manifest, packages);
      changes.push({ file: one.file, releases, names, summary: cleanMessage(one.parsed.summary) });
      findings.push(...problems);
    }
  }
  return { changes, findings };
}

type Parsed = ReturnType<typeof parseChangesetFile>;

function parseChange(
  file: string,
  bytes: Uint8Array,
): { file: string; parsed: Parsed } | { finding: Finding } {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return { file, parsed: parseChangesetFile(text) };
  } catch (error) {
    const [why = ""] = errorText(error).split("\n");
    const what = why.replace(/^could not parse changeset - /, "");
    return {
      finding: {
        code: "change_file_invalid",
        message: `${file}: ${what}`,
        hint:
          'It begins with lines as --- and "name": minor and ---, then says what changed. Write a new one: slipway changes add',
        file,
      },
    };
  }
}

function mapped(
  file: string,
  named: Parsed["releases"],
  manifest: Manifest,
  packages: readonly Package[],
): Pick<Change, "names"> & { releases: Record<string, Level | null>; problems: Finding[] } {
  const releases: Record<string, Level | null> = {};
  const names: { name: string; components: string[] }[] = [];
  const problems: Finding[] = [];
  for (const { name, type } of named) {
    const isKey = Object.hasOwn(manifest.components, name);
    const found = packages.filter((one) => one.name === name);
    const owners = isKey ? [name] : [...new Set(found.flatMap(({ component }) => component ?? []))];
    if (owners.length === 0) {
      problems.push(found.length === 0 ? unknown(file, name) : unowned(file, name, found));
    }
    names.push({ name, components: owners });
    const level = type === "none" ? null : type;
    for (const owner of owners) {
      if (!Object.hasOwn(releases, owner) || isHigher(level, releases[owner] ?? null)) {
        releases[owner] = level;
      }
    }
  }
  return { releases, names, problems };
}

function unknown(file: string, name: string): Finding {
  return {
    code: "change_package_unknown",
    message: `${file}: there is no package and no component ${JSON.stringify(name)}`,
    hint: `If it was renamed, write its new name; if it is gone, take its line out of ${file}.`,
    file,
  };
}

function unowned(file: string, name: string, [found]: readonly Package[]): Finding {
  return {
    code: "change_package_unowned",
    message: `${file}: ${JSON.stringify(name)} (${found?.file}) belongs to no component`,
    hint: `Add its folder to the paths of a component in version.json, or take its line out of ${file}.`,
    file,
  };
}
