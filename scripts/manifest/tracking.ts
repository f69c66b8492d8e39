import { dirname } from "node:path";
import type { Finding } from "../cli/command-error.ts";
import { fields, type Git, openGit } from "../git/git.ts";
import { manifestPath } from "./edits.ts";
import { finding, type FindingCode } from "./findings.ts";
import type { Workspace } from "./load.ts";

interface TrackingReport {
  /** Files that no commit of this repository can hold, or that are not here. */
  findings: Finding[];
  /** Files that are only not added yet. */
  notices: string[];
}

/** Why a file can't get into a commit, or why it is not on disk. */
const reasons = {
  file_ignored: ["it is ignored, so no commit has it", "Take it out of .gitignore, or correct version.json."],
  file_in_submodule: [
    "it is in a submodule, which is another repository",
    "Let that repository have its own version.json, or correct this one.",
  ],
  file_not_checked_out: [
    "the sparse checkout leaves it out",
    "Bring it in: git sparse-checkout add <its folder>.",
  ],
} satisfies Partial<Record<FindingCode, [string, string]>>;

/**
 * Whether git can commit the files that Slipway writes: version.json, the README and every mirror must be tracked, in this repository, and
 * here. One git process when all is well; outside of a work tree there is nothing to say.
 */
export async function checkTracking({ root, manifest, tree }: Workspace): Promise<TrackingReport> {
  const report: TrackingReport = { findings: [], notices: [] };
  if (!tree.isWorkTree) return report;
  const owners = new Map<string, string | undefined>();
  for (const path of [manifestPath, manifest.ship.readme]) owners.set(path, undefined);
  for (const [key, { mirrors }] of Object.entries(manifest.components)) {
    for (const { file } of mirrors) if (!owners.has(file)) owners.set(file, key);
  }
  const git = openGit(root);
  const paths = [...owners.keys()];
  const listed = await git.run(["--literal-pathspecs", "ls-files", "-v", "-z", "--", ...paths], {
    answers: [0, 128],
  });
  // no repository, or one that git does not trust: whoever ships hears of it
  if (listed.code !== 0) return report;
  const tags = new Map(fields(listed.stdout).map((line) => [line.slice(2), line.slice(0, 1)]));
  const missing = paths.filter((path) => !tags.has(path));
  const [inSubmodule, ignored] = missing.length === 0
    ? [new Set<string>(), new Set<string>()]
    : await explain(git, missing);
  for (const path of paths) {
    const add = (code: keyof typeof reasons) => {
      const [what, hint] = reasons[code];
      report.findings.push(finding(code, { file: path, component: owners.get(path) }, what, hint));
    };
    // S: skip-worktree, as a sparse checkout marks what it leaves out
    if (tags.get(path)?.toUpperCase() === "S" && !await tree.exists(path)) add("file_not_checked_out");
    else if (inSubmodule.has(path)) add("file_in_submodule");
    else if (ignored.has(path)) add("file_ignored");
    else if (!tags.has(path) && await tree.exists(path)) {
      report.notices.push(`${path} is not tracked yet: git add ${path}`);
    }
  }
  return report;
}

async function explain(git: Git, paths: readonly string[]): Promise<[Set<string>, Set<string>]> {
  const parents = new Map(paths.map((path) => [path, foldersOf(path)]));
  const folders = [...new Set([...parents.values()].flat())];
  const staged = folders.length === 0
    ? ""
    : (await git.run(["--literal-pathspecs", "ls-files", "--stage", "-z", "--", ...folders])).stdout;
  const modules = new Set(
    fields(staged).filter((line) => line.startsWith("160000 ")).map((line) =>
      line.slice(line.indexOf("\t") + 1)
    ),
  );
  const inSubmodule = new Set(
    paths.filter((path) => parents.get(path)?.some((folder) => modules.has(folder))),
  );
  const rest = paths.filter((path) => !inSubmodule.has(path));
  const input = rest.map((path) => `${path}\0`).join("");
  const { stdout } = await git.run(["check-ignore", "--stdin", "-z"], { input, answers: [0, 1] });
  return [inSubmodule, new Set(fields(stdout))];
}

/** Every folder above a file, nearest first. */
function foldersOf(path: string): string[] {
  const folder = dirname(path);
  return folder === "." ? [] : [folder, ...foldersOf(folder)];
}
