import { z } from "zod";
import { shortened } from "../cli/storable-text.ts";
import { refuseAll } from "../cli/command-error.ts";
import { exitCode } from "../cli/exit-code.ts";
import { openGit } from "../git/git.ts";
import { useManifest } from "../manifest/edits.ts";
import { parseManifest } from "../manifest/load.ts";
import type { Placement } from "./files/own-files.ts";
import { planCi } from "./files/plan-ci.ts";
import { withDependency } from "./files/plan-dependency.ts";
import { planHooks } from "./files/plan-hooks.ts";
import { planManifest, planTexts } from "./files/plan-repository.ts";
import { placementIn, planSupabase } from "./files/plan-supabase.ts";
import { planSwiftPackage } from "./files/plan-swift-package.ts";
import { shippingBranch } from "./find/branch.ts";
import type { Candidate, LeftOut } from "./find/candidate.ts";
import { manifestName } from "./find/manifest-name.ts";
import { type Snapshot, takeSnapshot } from "./find/snapshot.ts";
import { joined, type Plan } from "./plan.ts";
import { draftManifest } from "./propose.ts";
import { findingsOf, withoutFaulty } from "./prove.ts";
import { withTracks } from "./tracks.ts";
import { surveyRepository } from "./survey.ts";

/** What init found, before anybody has agreed. */
export interface Found {
  snapshot: Snapshot;
  /** The project's name as proposed. */
  name: string;
  /** Empty when there is a version.json: what it says is not touched. */
  candidates: Candidate[];
  leftOut: LeftOut[];
  remarks: string[];
  /** Where Slipway's part goes. */
  placement: Placement;
  /** The branch that ships, as proposed, and the one that is checked out when that is another. */
  branches: string[];
  isNew: boolean;
  /** The file that is to be written, or that is there. */
  manifest: string;
}

/** What a person agreed to, or `--yes` takes. */
export interface Agreed {
  name: string;
  branch: string;
  candidates: readonly Candidate[];
  placement: Placement;
  update?: boolean;
  /** Whether the app gets its copy of the Swift package. */
  swiftPackage?: boolean;
}

/** Looks around. Raises `repository_missing`, exit code 2. */
export async function findSetup(from: string, prefix?: string): Promise<Found> {
  const taken = await takeSnapshot(from);
  const manifest = manifestName(taken);
  useManifest(manifest);
  const isNew = taken.read(manifest) === undefined;
  const snapshot = isNew ? { ...taken, branch: await shippingBranch(taken) } : taken;
  const placement = placementIn(snapshot, prefix);
  const { candidates, leftOut, remarks } = isNew
    ? withTracks(await surveyRepository(snapshot, placement), snapshot)
    : { candidates: [], leftOut: [], remarks: [] };
  return {
    snapshot,
    name: rootName(snapshot) ?? snapshot.name,
    candidates,
    leftOut,
    remarks: [
      ...isNew && manifest !== "version.json"
        ? [`version.json is another tool's and stays as it is: Slipway's manifest is ${manifest}`]
        : [],
      ...remarks,
    ],
    placement,
    branches: [...new Set([snapshot.branch, taken.branch])],
    isNew,
    manifest,
  };
}

/**
 * What to write for what was agreed. What is proposed passes `slipway check`: a mirror that would not is left out, with the reason. Raises
 * `manifest_invalid` for a version.json that can't be used, and `proposal_fails` when the repository itself is in the way.
 */
export async function planInit(
  found: Found,
  agreed: Agreed,
): Promise<Plan & { components: readonly Candidate[] }> {
  const { isNew, branches } = found;
  const remarks = isNew && branches.length > 1
    ? [`ships go from ${agreed.branch}; checked out is ${branches[1]}`, ...found.remarks]
    : found.remarks;
  const snapshot = { ...found.snapshot, branch: agreed.branch };
  let { candidates } = agreed;
  for (;;) {
    const plan = planOnce(found, snapshot, { ...agreed, candidates });
    const findings = isNew ? await findingsOf(snapshot, plan) : [];
    if (findings.length === 0) {
      const more = { writes: [], left: [], remarks: [...remarks, ...await unseen(snapshot, plan)] };
      return { ...joined(plan, more), components: candidates };
    }
    const fewer = withoutFaulty(candidates, findings);
    if (fewer === null) throw refuseAll("proposal_fails", findings, exitCode.refused);
    candidates = fewer;
  }
}

function planOnce({ isNew, manifest: path }: Found, snapshot: Snapshot, agreed: Agreed): Plan {
  const { name, candidates, placement, update, swiftPackage } = agreed;
  const text = isNew ? draftManifest(name, candidates, snapshot) : snapshot.read(path) ?? "";
  const manifest = parseManifest(text);
  const plan = joined(
    ...isNew ? [planManifest(text, candidates, snapshot)] : [],
    planTexts(manifest, snapshot),
    planSupabase(snapshot, { placement, update }),
    planSwiftPackage(snapshot, { isWanted: swiftPackage, update }),
    planCi(snapshot),
    planHooks(snapshot),
  );
  return withDependency(plan, snapshot);
}

/** What is written and ignored would be missing in every other clone. */
async function unseen({ root, files }: Snapshot, { writes }: Plan): Promise<string[]> {
  const input = writes.map(({ path }) => `${path}\0`).join("");
  if (input === "") return [];
  const { stdout } = await openGit(root).run(["check-ignore", "--stdin", "-z"], { input, answers: [0, 1] });
  const ignored = stdout.split("\0").filter((path) => path !== "" && !files.has(path));
  const folders = [...new Set(ignored.map((path) => /^(.*\/)?functions\/[^/]+/.exec(path)?.[0] ?? path))];
  return [
    ...folders.map((path) =>
      `git ignores ${path}, which every clone needs: let .gitignore take it back, with !/${path}`
    ),
    ...[...files].some((path) => path.startsWith("node_modules/"))
      ? ["git does not ignore node_modules/: add it to .gitignore before you commit"]
      : [],
  ];
}

function rootName({ read }: Snapshot): string | undefined {
  try {
    const { name } = z.object({ name: z.string() }).parse(JSON.parse(read("package.json") ?? ""));
    return shortened(name.replace(/^@[^/]*\//, ""), 100) || undefined;
  } catch {
    return undefined;
  }
}
