import { expect, test } from "vitest";
import type { Facts } from "../../../scripts/gates/facts.ts";
import type { GateId } from "../../../scripts/gates/gate.ts";
import { judge } from "../../../scripts/gates/judge.ts";
import { gateNames } from "../../../scripts/manifest/gate-names.ts";
import { at, extra, good, is, sha, track } from "../../support/gates/facts.ts";

function stateOf(gate: GateId, facts: Facts) {
  const result = judge(facts, gateNames, new Map()).results.find((one) => one.gate === gate);
  return [result?.state, ...(result?.findings ?? []).map(({ code }) => code)];
}

test("promise 107: neutral and skipped count as the host counts them, unless neutral is declared to block", () => {
  const required = ["neutral", "skipped"].map((detail) => (
    { context: detail, state: "success", detail, url: null } as const
  ));
  const checks = (neutralBlocks: boolean) => good({ checks: is({ sha, required, neutralBlocks }) });
  expect(stateOf("checks", checks(false))).toEqual(["passed"]);
  // what was skipped had nothing to say
  expect(stateOf("checks", checks(true))).toEqual(["refused", "check_neutral"]);
});

test("what the environment has already needs no verification before", () => {
  const place = { environment: "staging", component: "api", deployed: null, relation: "unknown" } as const;
  expect(stateOf(
    "staging-verified",
    good({
      verified: is({ maxAgeMs: 1, places: [{ ...place, isThere: true }] }),
    }),
  )).toEqual(["passed"]);
  const old = { sha: "b".repeat(40), at, by: "probes" };
  expect(stateOf(
    "staging-verified",
    good({
      verified: is({
        maxAgeMs: 1,
        places: [{ ...place, deployed: old, relation: "unchanged", isThere: false }],
      }),
    }),
  )).toEqual(["passed"]);
});

test("exactly what was tried may be migrated", () => {
  const dryRun = { at: at.toISOString(), actor: "ada" };
  const set = { component: "database", files: ["1_a.sql"], digest: "d", problems: [], dryRun };
  expect(stateOf("migration-dry-run", good({ migrations: is([set]) }))).toEqual(["passed"]);
});

test("an SDK without a version of its own warns where the contract changed, and lets pass", () => {
  const facts = { level: "major", migrations: [], env: [], contract: ["api.json"], breaking: [] } as const;
  const api = track({
    version: "2.0.0",
    facts: { ...facts, contract: ["api.json"], migrations: [], env: [], breaking: [] },
  });
  const sdk = track({ key: "sdk", follows: ["api"], isDeployed: false, isRaised: false });
  const report = judge(good({ tracks: is([api, sdk]) }), gateNames, new Map());
  expect(stateOf("sdk", good({ tracks: is([api, sdk]) }))).toEqual(["warned", "sdk_left_behind"]);
  expect(report.passed).toBe(true);
  expect(stateOf("sdk", good({ tracks: is([api, { ...sdk, isRaised: true }]) }))).toEqual(["passed"]);
});

test("a track that did not change is asked for nothing; without any track it is said that nothing was looked at", () => {
  const still = track({
    ...{ version: "1.2.0", isChanged: false, isRaised: false },
    texts: is({ changelog: { file: "C.md", text: "", isEmpty: true }, upgradeNotes: null, notes: "" }),
  });
  expect(stateOf("changelog", good({ tracks: is([still]) }))).toEqual(["passed"]);
  expect(stateOf("semver", good({ tracks: is([still]) }))).toEqual(["passed"]);
  for (const gate of ["changelog", "upgrade-notes", "semver"] as const) {
    expect(stateOf(gate, good({ tracks: is([]) }))).toEqual(["warned", "gate_idle"]);
  }
  const bare = track({ texts: is({ changelog: null, upgradeNotes: null, notes: "" }) });
  expect(stateOf("upgrade-notes", good({ tracks: is([bare]) }))).toEqual(["warned", "gate_idle"]);
});

test("where the host has no open milestone, nobody plans by them, and that is said", () => {
  const milestone = is({ titles: ["1.3.0"], found: [], isNamed: false, openTitles: [] });
  expect(stateOf("milestone", good({ milestone }))).toEqual(["warned", "gate_idle"]);
});

test("promise 147: the owner's approval is one, in whichever case, and so is the owner's own pull request", () => {
  const policy = { files: ["RULES.md"], owners: ["@Ada"], decision: true };
  const changed = (author: string, approvedBy: string[], decisions: string[] | null) =>
    good({
      policies: is([{
        ...{ policy, paths: ["RULES.md"], decisions },
        commits: [{ sha, subject: "rules", pulls: [{ number: 1, url: "", author, approvedBy }] }],
      }]),
    });
  expect(stateOf("approval", changed("eve", ["bo", "ada"], ["docs/adr/0009.md"]))).toEqual(["passed"]);
  expect(stateOf("approval", changed("ada", [], ["docs/adr/0009.md"]))).toEqual(["passed"]);
  expect(stateOf("approval", changed("ada", [], null))).toEqual(["refused", "policy_undecided"]);
});

test("windows are about the components that they name; the others are free", () => {
  const friday = {
    days: ["fri"],
    from: "08:00",
    to: "16:00",
    tz: "Europe/Oslo",
    components: ["api"],
  } as const;
  const monday = { days: ["mon"], tz: "UTC", components: ["ios"] } as const;
  const windows = [friday, monday].map(({ days, components, ...rest }) => (
    { ...rest, days: [...days], components: [...components] }
  ));
  const stateAt = (components: string[], when: Date) =>
    stateOf("window", { ...good({ window: is({ windows, components }) }), at: when });
  expect(stateAt(["api", "web"], at)).toEqual(["passed"]);
  expect(stateAt(["api", "ios"], at)).toEqual(["refused", "outside_window"]);
  // 16:00 in Oslo in winter
  expect(stateAt(["api"], new Date("2026-11-27T15:00:00Z"))).toEqual(["refused", "outside_window"]);
});

test("a branch that is not there yet, the same commit again, and a pull request from a branch that lacks a merge", () => {
  const ancestry = (more: object) => {
    const { ancestry: known } = good();
    return good({ ancestry: known?.known ? is({ ...known.value, ...more }) : known });
  };
  expect(stateOf("ancestry", ancestry({ relation: "new" }))).toEqual(["passed"]);
  expect(stateOf("ancestry", ancestry({ relation: "same" }))).toEqual(["passed"]);
  const diverged = { relation: "diverged", by: "pull-request", extra: [extra(false)] };
  expect(stateOf("ancestry", ancestry(diverged))).toEqual(["warned", "not_fast_forward"]);
});
