import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Change } from "./changes.ts";
import { fields, type Git } from "./git.ts";
import { type RemoteBranch, trackingRef } from "./remote.ts";

/** A text that differs from HEAD in the work tree and on the remote: as HEAD, the work tree and the remote have it. */
export interface Overlap {
  path: string;
  base: string;
  own: string;
  remote: string;
  /** Of the index: `<mode> <object>`. */
  baseEntry: string;
  remoteEntry: string;
}

/**
 * What a fast-forward to the tracking ref would have to overwrite. `others` can't be merged as texts: files that are new or gone on one
 * of the sides, links, binaries.
 */
export async function findOverlaps(
  git: Git,
  upstream: RemoteBranch,
  changes: readonly Change[],
): Promise<{ texts: Overlap[]; others: string[] }> {
  const ref = trackingRef(upstream);
  const { stdout } = await git.run(["diff", "--raw", "--no-abbrev", "--no-renames", "-z", "HEAD", ref, "--"]);
  const here = new Map(changes.map((change) => [change.path, change]));
  const found: { texts: Overlap[]; others: string[] } = { texts: [], others: [] };
  const records = fields(stdout);
  for (let at = 0; at + 1 < records.length; at += 2) {
    // `:<mode> <mode> <object> <object> M`, then the path
    const [before = "", after, baseId, remoteId, status] = (records[at] ?? "").slice(1).split(" ");
    const path = records[at + 1] ?? "";
    const change = here.get(path);
    if (change === undefined) continue;
    const isText = status === "M" && before === after && before.startsWith("100") && !change.isDeleted;
    const [base, remote, own] = isText
      ? await Promise.all([
        blob(git, `HEAD:${path}`),
        blob(git, `${ref}:${path}`),
        readFile(join(git.root, path)).then(decode),
      ])
      : [];
    if (base === undefined || remote === undefined || own === undefined) found.others.push(path);
    else {
      const entries = { baseEntry: `${before} ${baseId}`, remoteEntry: `${before} ${remoteId}` };
      found.texts.push({ path, base, own, remote, ...entries });
    }
  }
  return found;
}

/** Both sides' changes of a text, or null when they touch the same lines. */
export async function mergeTexts(
  git: Git,
  { own, base, remote }: Pick<Overlap, "own" | "base" | "remote">,
): Promise<string | null> {
  if (own === base) return remote;
  const folder = await mkdtemp(join(tmpdir(), "slipway-merge-"));
  try {
    const files = { own, base, remote };
    for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
    const paths = Object.keys(files).map((name) => join(folder, name));
    const { code, stdout } = await git.run(["merge-file", "-p", "--quiet", ...paths], {
      answers: Array.from({ length: 256 }, (_, code) => code),
      isBinary: true,
    });
    return code === 0 ? decode(Buffer.from(stdout, "latin1")) ?? null : null;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Makes the index say this of the files, whatever the work tree has: a fast-forward then leaves them as they are. */
export async function setIndex(git: Git, entries: readonly { path: string; entry: string }[]): Promise<void> {
  await git.run(["update-index", "-z", "--index-info"], {
    input: entries.map(({ path, entry }) => `${entry}\t${path}\0`).join(""),
  });
}

/** As the work tree would have it: line endings and LFS files as configured. */
async function blob(git: Git, name: string): Promise<string | undefined> {
  const { stdout } = await git.run(["cat-file", "--filters", name], { isBinary: true });
  return decode(Buffer.from(stdout, "latin1"));
}

function decode(bytes: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    return text.includes("\0") ? undefined : text;
  } catch {
    return undefined;
  }
}
