import type { Workspace } from "../../../scripts/manifest/load.ts";
import { memoryWorkspace } from "../memory-tree.ts";
import { monorepoFiles } from "./files.ts";
import { demoManifest, type ManifestWishes } from "./manifest.ts";

/** The monorepo's files without a repository, for tests of a module. `files` replaces some of them. */
export function memoryMonorepo(
  wishes: ManifestWishes & { files?: Record<string, string | Uint8Array> } = {},
): Promise<Workspace> {
  const { text, manifest } = demoManifest(wishes);
  const files = monorepoFiles(manifest, wishes.xcode ?? "plain");
  return memoryWorkspace({ ...Object.fromEntries(files), "version.json": text, ...wishes.files });
}

/** The text of a file of a workspace. */
export async function textOf({ tree }: Workspace, path: string): Promise<string> {
  const bytes = await tree.read(path);
  if (bytes === null) throw new Error(`there is no ${path}`);
  return new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
}

/** What was planned, as texts. */
export function textsOf(edits: { path: string; after: Uint8Array }[]): Record<string, string> {
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  return Object.fromEntries(edits.map(({ path, after }) => [path, decoder.decode(after)]));
}

/** The same workspace after the edits. */
export async function withEdits(
  workspace: Workspace,
  edits: { path: string; after: Uint8Array }[],
): Promise<Workspace> {
  const files: Record<string, string | Uint8Array> = {};
  for (const path of await workspace.tree.paths()) files[path] = await workspace.tree.read(path) ?? "";
  for (const { path, after } of edits) files[path] = after;
  return memoryWorkspace(files);
}
