import { commitTree } from "../../manifest/commit-tree.ts";
import { componentsOf } from "../../manifest/environment.ts";
import type { GateName } from "../../manifest/gate-names.ts";
import { branchesOf } from "../../manifest/named-checks.ts";
import { loadWorkspace } from "../../manifest/load.ts";
import { now } from "../../runtime.ts";
import type { Facts, WindowFact } from "../facts.ts";
import type { Known } from "../known.ts";
import { collectAncestry } from "./ancestry.ts";
import { collectChecks } from "./checks.ts";
import { known, unknowable } from "./known.ts";
import { collectMilestone } from "./milestone.ts";
import { collectPolicies } from "./policies.ts";
import type { Collecting, GateQuestion, GateSources } from "./sources.ts";
import { collectTracks } from "./tracks.ts";
import { collectVerified } from "./verified.ts";

/**
 * Every fact that the gates need, each once, all at the same time. It reads, and nothing else. A fact that can't be had is in it as such; raised
 * are only an interrupt, defects, and that the commit has no version.json that can be read.
 */
export async function collectFacts(sources: GateSources, question: GateQuestion): Promise<Facts> {
  const { git } = sources;
  const { environment, sha, needs, at = new Date(now()) } = question;
  const promoted = await loadWorkspace(git.root, commitTree(git.root, sha));
  const from: Collecting = { ...sources, ...question, promoted };
  const needsOne = (...gates: GateName[]) => gates.some((gate) => needs.includes(gate));
  const when = <Value>(isNeeded: boolean, work: () => Promise<Value>): Promise<Known<Value>> | undefined =>
    isNeeded ? known(work) : undefined;
  const tracks = when(
    needsOne("changelog", "upgrade-notes", "semver", "sdk", "milestone"),
    () => collectTracks(from),
  );
  const [ancestry, checks, verified, migrations, env, policies, milestone, seenTracks] = await Promise.all([
    known(() => collectAncestry(from)),
    when(needsOne("checks"), () => collectChecks({ ...from, branches: branchesOf(environment) })),
    when(needsOne("staging-verified"), () => collectVerified(from)),
    when(needsOne("migration-dry-run"), () => ported(sources.migrationPlan, "which migrations are pending")),
    when(needsOne("env"), () => ported(sources.envFindings, "which variables are there")),
    when(needsOne("approval"), () => collectPolicies(from)),
    when(needsOne("milestone"), async () => collectMilestone(from, await tracks)),
    tracks,
  ]);
  const window: Known<WindowFact> = {
    known: true,
    value: {
      windows: environment.entry?.windows ?? [],
      components: question.components ?? componentsOf(sources.workspace.manifest, environment),
    },
  };
  const asked = { checks, verified, migrations, env, policies, milestone, tracks: seenTracks };
  return { environment: environment.name, sha, at, ancestry, window, ...asked };
}

function ported<Value>(port: (() => Promise<Value>) | undefined, what: string): Promise<Value> {
  if (port !== undefined) return port();
  throw unknowable(
    `nothing here can tell ${what}`,
    "Run slipway promote with a credential of the control plane.",
  );
}
