import type { GateName } from "../manifest/gate-names.ts";
import { ancestry } from "./ancestry.ts";
import { approval } from "./approval.ts";
import { changelog } from "./changelog.ts";
import { checks } from "./checks.ts";
import { env } from "./env.ts";
import type { Facts } from "./facts.ts";
import { fixedGates, type Gate, type GateId, type GateResult } from "./gate.ts";
import { migrationDryRun } from "./migration-dry-run.ts";
import { milestone } from "./milestone.ts";
import type { Overrides } from "./overrides.ts";
import { sdk } from "./sdk.ts";
import { semver } from "./semver.ts";
import { stagingVerified } from "./staging-verified.ts";
import { upgradeNotes } from "./upgrade-notes.ts";
import { window } from "./window.ts";

const gates: Record<GateId, Gate> = {
  ...{ ancestry, window, checks, env, changelog, milestone, semver, sdk, approval },
  "staging-verified": stagingVerified,
  "migration-dry-run": migrationDryRun,
  "upgrade-notes": upgradeNotes,
};

/** What gates said of a commit; the record of a promotion keeps it as it is. */
export interface GateReport {
  environment: string;
  sha: string;
  /** ISO 8601. */
  at: string;
  /** Nothing stands in the way that was not overridden. */
  passed: boolean;
  results: (GateResult & { override?: string })[];
}

/** Every gate that is needed, and those that always are, over the same facts: all of them, however many refuse. */
export function judge(facts: Facts, needs: readonly GateName[], overrides: Overrides): GateReport {
  const asked = [...new Set<GateId>([...fixedGates, ...needs])];
  const results = asked.map((id) => {
    const result = gates[id](facts);
    const override = isInTheWay(result) ? overrides.get(id) : undefined;
    return override === undefined ? result : { ...result, override };
  });
  const { environment, sha, at } = facts;
  const passed = results.every((result) => !isInTheWay(result) || "override" in result);
  return { environment, sha, at: at.toISOString(), passed, results };
}

function isInTheWay({ state }: GateResult): boolean {
  return state === "refused" || state === "unknown";
}
