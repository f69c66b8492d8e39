import { CommandError, nullWhen } from "../../cli/command-error.ts";
import { exitCode } from "../../cli/exit-code.ts";
import type { BranchRules } from "../../manifest/schema-gates.ts";
import type { Manifest } from "../../manifest/schema.ts";
import { known, unknowable } from "../collect/known.ts";
import type { ReadHost } from "../collect/sources.ts";
import { compareRules, type RuleLine } from "./compare.ts";

/** A branch of `ship.gates`, beside what its host does. */
export interface BranchAudit {
  branch: string;
  lines: RuleLine[];
}

/** Where hosts look for owners, in this order. GitHub: "About code owners"; GitLab: "Code Owners". */
const ownerFiles = {
  github: [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS"],
  gitlab: ["CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"],
};

/** Compares every declared branch with the host. It reads, and nothing else. Raises `gates_undeclared` (exit 2), and what the host raises. */
export async function auditRules(host: ReadHost, { ship }: Pick<Manifest, "ship">): Promise<BranchAudit[]> {
  const branches = Object.entries(ship.gates?.branches ?? {});
  if (branches.length === 0) {
    throw new CommandError(
      "gates_undeclared",
      "version.json declares no rules of branches",
      'For example: "gates": { "main": { "approvals": 0, "checks": ["build"] } } below "ship".',
      exitCode.usage,
    );
  }
  return await Promise.all(
    branches.map(async ([branch, declared]) => ({
      branch,
      lines: await auditBranch(host, branch, declared),
    })),
  );
}

async function auditBranch(host: ReadHost, branch: string, declared: BranchRules): Promise<RuleLine[]> {
  const rules = await host.branchRules(branch);
  const required = new Set([...declared.checks, ...rules.requiredChecks.map(({ context }) => context)]);
  const [unreported, owners] = await Promise.all([
    known(() => unreportedOf(host, branch, [...required])),
    known(() => declared.code_owners === true ? ownersOf(host, branch) : Promise.resolve(null)),
  ]);
  return compareRules(branch, declared, { type: host.type, rules, unreported, owners });
}

/** Those that are in no list of the heads of the latest pull requests; looks no further than it must. */
async function unreportedOf(host: ReadHost, branch: string, names: readonly string[]): Promise<string[]> {
  const pulls = (await host.latestPullRequests(branch)).filter(({ headSha }) => headSha !== "");
  if (pulls.length === 0) {
    throw unknowable(`there was no pull request into ${branch} yet`, "Open one.");
  }
  let missing = [...names];
  for (const { headSha } of pulls) {
    if (missing.length === 0) break;
    const asked = missing.map((context) => ({ context, appId: null }));
    // the commits of a fork that was deleted are gone
    const seen = await host.checksOf(headSha, asked).catch(nullWhen("host_refused"));
    missing = missing.filter((_, at) => (seen?.required[at]?.state ?? "expected") === "expected");
  }
  return missing;
}

async function ownersOf(host: ReadHost, branch: string): Promise<string | null> {
  for (const path of ownerFiles[host.type]) {
    if (await host.fileAt(path, branch) !== null) return path;
  }
  return null;
}
