import { expect, test } from "vitest";
import type { Facts, VerifiedPlace } from "../../../scripts/gates/facts.ts";
import { fixedGates, type GateId, gateIds, type GateResult } from "../../../scripts/gates/gate.ts";
import { judge } from "../../../scripts/gates/judge.ts";
import type { Window } from "../../../scripts/manifest/schema-environments.ts";
import { gateNames } from "../../../scripts/manifest/gate-names.ts";
import { at, extra, good, is, lost, sha, track } from "../../support/gates/facts.ts";

/** What one gate says of these facts. */
function resultOf(gate: GateId, facts: Facts): GateResult {
  const found = judge(facts, gateNames, new Map()).results.find((one) => one.gate === gate);
  if (found === undefined) throw new Error(`${gate} was not judged`);
  return found;
}

const check = (
  state: "success" | "failure" | "pending" | "expected",
  detail: string,
  neutralBlocks = false,
) =>
  good({
    checks: is({ sha, neutralBlocks, required: [{ context: "build", state, detail, url: null }] }),
  });
const place: VerifiedPlace = {
  ...{ environment: "staging", component: "api", isThere: false },
  relation: "same",
  deployed: { sha, at, by: "probes" },
};
const verified = (more: Partial<VerifiedPlace>) =>
  good({ verified: is({ maxAgeMs: 3_600_000, places: [{ ...place, ...more }] }) });
const set = { component: "database", files: ["1_a.sql"], digest: "d".repeat(64), problems: [], dryRun: null };
const finding = { code: "x_missing", message: "X is missing", hint: "Set it." };
const texts = (more: object) =>
  good({
    tracks: is([track({
      texts: is({
        changelog: { file: "CHANGELOG.md", text: "", isEmpty: false },
        ...{ upgradeNotes: { file: "upgrade.md", isThere: true }, notes: "" },
        ...more,
      }),
    })]),
  });
const open = { number: 7, title: "A bug", url: "https://code.example.test/7" };
const milestone = (more: object) =>
  good({ milestone: is({ titles: ["1.3.0"], found: [], isNamed: false, openTitles: ["2.0.0"], ...more }) });
const policy = { files: ["CONTRIBUTING.md"], owners: ["@Ada"], decision: false };
const pull = { number: 3, url: "https://code.example.test/3", author: "eve", approvedBy: ["bo"] };
const policies = (pulls: (typeof pull)[], more: object = {}) =>
  good({
    policies: is([{
      ...{ policy, paths: ["CONTRIBUTING.md"], decisions: [] },
      commits: [{ sha, subject: "docs: rules", pulls }],
      ...more,
    }]),
  });
const ancestry = (more: object) => {
  const known = good().ancestry;
  if (known?.known !== true) throw new Error("no ancestry");
  return good({ ancestry: is({ ...known.value, ...more }) });
};
const monday: Window = { days: ["mon"], tz: "UTC" };
const facts = { level: "major", migrations: [], env: [], contract: ["api.json"], breaking: [] } as const;

test.each(gateIds)("%s passes where everything is well", (gate) => {
  expect(resultOf(gate, good())).toMatchObject({ gate, state: "passed", findings: [] });
});

const factOf: Record<GateId, keyof Facts> = {
  ...{ checks: "checks", env: "env", changelog: "tracks", milestone: "milestone", semver: "tracks" },
  ...{ sdk: "tracks", approval: "policies", window: "window", ancestry: "ancestry" },
  ...{ "staging-verified": "verified", "migration-dry-run": "migrations", "upgrade-notes": "tracks" },
};

test.each(gateIds)("%s does not pass where its fact can't be had, or nobody asked", (gate) => {
  for (const fact of [lost, undefined]) {
    const report = judge(good({ [factOf[gate]]: fact }), gateNames, new Map());
    expect(report.passed).toBe(false);
    const result = report.results.find((one) => one.gate === gate);
    expect(result).toMatchObject({ state: "unknown", findings: [{ code: "fact_missing" }] });
  }
});

const refusals: [GateId, string, Facts, string][] = [
  ["checks", "a red check", check("failure", "timed_out"), "check_failed"],
  ["checks", "a check that runs", check("pending", "in_progress"), "check_pending"],
  [
    "checks",
    "a check that never reported",
    check("expected", "never reported"),
    "check_missing",
  ],
  [
    "checks",
    "promise 107: a neutral one where that blocks",
    check("success", "neutral", true),
    "check_neutral",
  ],
  ["staging-verified", "nothing was verified", verified({ deployed: null }), "never_verified"],
  ["staging-verified", "other files were", verified({ relation: "changed" }), "other_verified"],
  ["staging-verified", "a commit that nobody knows", verified({ relation: "unknown" }), "other_verified"],
  [
    "staging-verified",
    "it was too long ago",
    verified({ deployed: { sha, at: new Date(at.getTime() - 3_600_001), by: "probes" } }),
    "verified_too_long_ago",
  ],
  ["migration-dry-run", "a set that was never tried", good({ migrations: is([set]) }), "dry_run_missing"],
  [
    "migration-dry-run",
    "an order that is wrong",
    good({ migrations: is([{ ...set, files: [], problems: [finding] }]) }),
    "x_missing",
  ],
  [
    "env",
    "a variable that is missing",
    good({ env: is({ refusals: [finding], warnings: [] }) }),
    "x_missing",
  ],
  [
    "changelog",
    "an empty [Unreleased]",
    texts({ changelog: { file: "CHANGELOG.md", text: "", isEmpty: true } }),
    "unreleased_empty",
  ],
  [
    "changelog",
    "a migration that nobody wrote of",
    good({
      tracks: is([track({
        facts: {
          ...{ level: "minor", env: [], contract: [], breaking: [] },
          migrations: [{ file: "migrations/2026_add.sql", isDestructive: false, reasons: [] }],
        },
      })]),
    }),
    "undocumented_migration",
  ],
  [
    "changelog",
    "texts that can't be read",
    good({ tracks: is([track({ texts: lost })]) }),
    "text_unreadable",
  ],
  [
    "upgrade-notes",
    "no notes",
    texts({ upgradeNotes: { file: "u.md", isThere: false } }),
    "upgrade_notes_missing",
  ],
  [
    "semver",
    "a broken contract as minor",
    good({
      tracks: is([
        track({ facts: { ...facts, contract: ["api.json"], migrations: [], env: [], breaking: [] } }),
      ]),
    }),
    "level_too_low",
  ],
  [
    "semver",
    "a change without a version",
    good({ tracks: is([track({ version: "1.2.0", isRaised: false })]) }),
    "level_too_low",
  ],
  [
    "milestone",
    "promise 109: open items",
    milestone({ found: [{ title: "1.3.0", url: "", open: [open] }] }),
    "milestone_open",
  ],
  ["milestone", "promise 109: none of that name, where others are open", milestone({}), "milestone_missing"],
  [
    "milestone",
    "one that was named and is not there",
    milestone({ isNamed: true, openTitles: [] }),
    "milestone_missing",
  ],
  ["approval", "promise 147: a review of somebody else", policies([pull]), "policy_unapproved"],
  ["approval", "promise 147: no pull request at all", policies([]), "policy_unapproved"],
  [
    "approval",
    "no decision record",
    policies([{ ...pull, approvedBy: ["ada"] }], { policy: { ...policy, decision: true } }),
    "policy_undecided",
  ],
  [
    "window",
    "another day",
    good({ window: is({ windows: [monday], components: ["api"] }) }),
    "outside_window",
  ],
  ["ancestry", "promise 102: a commit of another branch", ancestry({ isOnSource: false }), "not_on_source"],
  [
    "ancestry",
    "one of a branch that is never deployed there",
    ancestry({ isOnSource: false, never: ["develop"] }),
    "never_from",
  ],
  [
    "ancestry",
    "promise 141: unrelated histories",
    ancestry({ relation: "unrelated" }),
    "histories_unrelated",
  ],
  [
    "ancestry",
    "promise 141: unrelated ones, by pull request as well",
    ancestry({ relation: "unrelated", by: "pull-request" }),
    "histories_unrelated",
  ],
  ["ancestry", "a way back", ancestry({ relation: "behind" }), "promotion_backwards"],
  [
    "ancestry",
    "somebody's commit",
    ancestry({ relation: "diverged", extra: [extra(false)] }),
    "not_fast_forward",
  ],
  [
    "ancestry",
    "a robot's",
    ancestry({ relation: "diverged", extra: [extra(true)] }),
    "bot_commits_on_target",
  ],
];

test.each(refusals)("%s refuses: %s", (gate, _why, facts, code) => {
  expect(resultOf(gate, facts)).toMatchObject({ state: "refused", findings: [{ code }] });
  expect(judge(facts, gateNames, new Map()).passed).toBe(false);
});

test("every gate that may refuse was seen to; the one for SDKs only warns", () => {
  const seen = new Set(refusals.map(([gate]) => gate));
  expect(gateIds.filter((gate) => !seen.has(gate))).toEqual(["sdk"]);
  expect(fixedGates.every((gate) => seen.has(gate))).toBe(true);
});
