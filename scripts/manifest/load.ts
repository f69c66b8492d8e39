import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { CommandError, type Finding, refuseAll } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { unstorableTexts } from "../cli/storable-text.ts";
import { fallbackManifest, manifestPath, useManifest, usualManifest } from "./edits.ts";
import { type JsonNode, JsonTextError, lineAt, scanJson } from "./mirrors/json-text.ts";
import { nodeAt, toPointer } from "./mirrors/pointer.ts";
import { type Problem, problemsOf } from "./problems.ts";
import type { Manifest } from "./schema.ts";
import { type Tree, workTree } from "./tree.ts";

/** A monorepo as one tree has it. */
export interface Workspace {
  root: string;
  tree: Tree;
  manifest: Manifest;
  /** version.json as it is written, a BOM included. */
  text: string;
}

/**
 * The folder of version.json: the root of the git work tree around `from` when it has one there, else the nearest
 * folder upwards. Where slipway.json lies, version.json is another tool's. Raises CommandError `manifest_missing`, exit code 2.
 */
export function findRoot(from: string): string {
  const hasFallback = (folder: string) => isThere(join(folder, fallbackManifest));
  const holds = (folder: string) => hasFallback(folder) || isThere(join(folder, usualManifest));
  const folders = upwards(from);
  const gitRoot = folders.find((folder) => isThere(join(folder, ".git")));
  const root = gitRoot !== undefined && holds(gitRoot) ? gitRoot : folders.find(holds);
  if (root !== undefined) {
    useManifest(hasFallback(root) ? fallbackManifest : usualManifest);
    return root;
  }
  throw new CommandError(
    "manifest_missing",
    `there is no version.json in ${from} or above it`,
    "Run `slipway init` at the root of the repository.",
    exitCode.usage,
  );
}

/** As many as somebody reads; each is looked up in the text. */
const maxProblems = 200;
/** Bytes of version.json, far above that of any monorepo. */
const maxManifest = 2_000_000;

/** Reads version.json. Raises CommandError `manifest_missing` or `manifest_invalid`, exit code 2. */
export async function loadWorkspace(root: string, tree: Tree = workTree(root)): Promise<Workspace> {
  const bytes = await tree.read(manifestPath);
  if (bytes === null) {
    throw new CommandError(
      "manifest_missing",
      `there is no version.json in ${root}`,
      "Run `slipway init` at the root of the repository.",
      exitCode.usage,
    );
  }
  if (bytes.length > maxManifest) {
    throw invalid([{ pointer: "", what: `larger than ${maxManifest} bytes` }]);
  }
  const text = decode(bytes);
  return { root, tree, text, manifest: parseManifest(text) };
}

/**
 * version.json's text as a manifest. Raises CommandError `manifest_invalid` with every problem as a finding, exit code
 * 2.
 */
export function parseManifest(text: string): Manifest {
  let root: JsonNode;
  let value: unknown;
  try {
    root = scanJson(text);
    value = JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    const line = error instanceof JsonTextError ? lineAt(text, error.offset) : undefined;
    throw invalid([{
      pointer: "",
      line,
      what: `not JSON: ${error instanceof Error ? error.message : error}`,
    }]);
  }
  const { manifest, problems } = problemsOf(value, [...repeatedNames(root), ...unstorable(value)]);
  if (manifest !== undefined && problems.length === 0) return manifest;
  const shown = problems.slice(0, maxProblems);
  if (shown.length < problems.length) {
    shown.push({ pointer: "", what: `and ${problems.length - shown.length} more problems` });
  }
  throw invalid(shown.map((problem) => {
    const node = nodeAt(root, problem.pointer);
    return { ...problem, line: node === undefined ? undefined : lineAt(text, node.start) };
  }));
}

function invalid(problems: (Problem & { line?: number })[]): CommandError {
  return refuseAll("manifest_invalid", problems.map(toFinding), exitCode.usage);
}

function toFinding({ pointer, what, component, line }: Problem & { line?: number }): Finding {
  const place = line === undefined ? manifestPath : `${manifestPath}:${line}`;
  return {
    code: "manifest_invalid",
    message: `${place}: ${pointer === "" ? "" : `${pointer}: `}${what}`,
    hint: "Correct version.json.",
    file: manifestPath,
    ...component === undefined ? {} : { component },
  };
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw invalid([{ pointer: "", what: "not UTF-8 text" }]);
  }
}

/** A check may not look above the root, see bin/slipway: what is there is not for it. */
function isThere(path: string): boolean {
  try {
    return existsSync(path);
  } catch {
    return false;
  }
}

/** The folder and all above it, nearest first. */
function upwards(from: string): string[] {
  const folders = [from];
  for (let folder = from; dirname(folder) !== folder; folder = dirname(folder)) folders.push(dirname(folder));
  return folders;
}

/** What a ship would only hear of when the build is out. */
function unstorable(value: unknown): Problem[] {
  return unstorableTexts(value).map(({ path, what }) => ({
    pointer: toPointer(path),
    what: `holds ${what}, which Postgres can't store`,
  }));
}

/**
 * A name that occurs twice in an object is almost always a merge that went wrong: JSON would silently take the last.
 */
function repeatedNames(node: JsonNode, pointer = ""): Problem[] {
  return [
    ...(node.repeated ?? []).map((name) => ({ pointer, what: `${JSON.stringify(name)} occurs twice` })),
    ...[...node.members ?? []].flatMap(([name, member]) =>
      repeatedNames(member, pointer + toPointer([name]))
    ),
    ...(node.items ?? []).flatMap((item, index) => repeatedNames(item, `${pointer}/${index}`)),
  ];
}
