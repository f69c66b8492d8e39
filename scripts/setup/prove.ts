import type { Finding } from "../cli/command-error.ts";
import { check } from "../manifest/check.ts";
import { loadWorkspace } from "../manifest/load.ts";
import { readInside } from "../manifest/real-path.ts";
import type { Tree } from "../manifest/tree.ts";
import type { Candidate } from "./find/candidate.ts";
import type { Snapshot } from "./find/snapshot.ts";
import type { Plan } from "./plan.ts";

/**
 * Whether a plan passes `slipway check` once it is written and committed, before anything is: what the next push would find. Ignored files
 * are not there, because no commit would have them.
 */
export async function findingsOf({ root, files }: Snapshot, { writes }: Plan): Promise<Finding[]> {
  const written = new Map(writes.map(({ path, text }) => [path, text]));
  const all = [...new Set([...files, ...written.keys()])];
  const folders = new Set(
    all.flatMap((path) =>
      path.split("/").slice(0, -1).map((_, at, parts) => parts.slice(0, at + 1).join("/"))
    ),
  );
  const tree: Tree = {
    isWorkTree: false,
    read: (path) =>
      Promise.resolve().then(() => {
        const text = written.get(path);
        if (text !== undefined) return new TextEncoder().encode(text);
        return files.has(path) ? readInside(root, path) : null;
      }),
    paths: () => Promise.resolve(all.sort()),
    exists: (path) =>
      Promise.resolve(path === "" || files.has(path) || written.has(path) || folders.has(path)),
  };
  return (await check(await loadWorkspace(root, tree))).findings;
}

/** The candidates without the mirrors that findings are about, each with the reason; null when no mirror is to blame. */
export function withoutFaulty(
  candidates: readonly Candidate[],
  findings: readonly Finding[],
): Candidate[] | null {
  let isChanged = false;
  const rest = candidates.map((candidate): Candidate => {
    const { mirrors = [], ...component } = candidate.component;
    const about = findings.filter((finding) => finding.component === candidate.key);
    const isFaulty = (file: string) => about.some((finding) => finding.file === file);
    const good = mirrors.filter(({ file }) => !isFaulty(file));
    if (good.length === mirrors.length) return candidate;
    isChanged = true;
    const { lacksBuild, ...same } = candidate;
    const why = about.map(({ message }) => message);
    return {
      ...same,
      ...lacksBuild !== undefined && !isFaulty(lacksBuild) ? { lacksBuild } : {},
      component: { ...component, ...good.length > 0 ? { mirrors: good } : {} },
      remarks: [
        ...candidate.remarks,
        `${candidate.key}: proposed without its mirror: ${[...new Set(why)].join("; ")}`,
      ],
    };
  });
  return isChanged ? rest : null;
}
