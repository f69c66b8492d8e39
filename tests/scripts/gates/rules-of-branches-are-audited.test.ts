import { expect, test } from "vitest";
import { compareRules, type LiveBranch } from "../../../scripts/gates/rules/compare.ts";
import type { Branch } from "../../../scripts/host/rules-types.ts";
import { gates } from "../../../scripts/manifest/schema-gates.ts";
import { is, lost } from "../../support/gates/facts.ts";

const live: Branch = {
  ...{
    isReadable: true,
    unreadable: [],
    directPush: "refused",
    refusesForcePush: true,
    refusesDeletion: true,
  },
  pullRequest: {
    ...{ approvals: 0, dismissesStaleReviews: false, needsCodeOwners: false, needsLastPushApproval: false },
  },
  requiredChecks: [{ context: "build", appId: 1 }, { context: "maintainer-review", appId: null }],
  ...{ isStrict: true, needsLinearHistory: false, needsSignatures: false, hasMergeQueue: false },
  mergeMethods: null,
};
const pullRequest = live.pullRequest ??
  { approvals: 0, dismissesStaleReviews: false, needsCodeOwners: false, needsLastPushApproval: false };
const declared = {
  ...{ approvals: 0, up_to_date: true, checks: ["build", "maintainer-review"] },
  ...{ optional: ["review-bot"], code_owners: true },
};

/** What is not as declared, as `rule: state`. */
function differences(
  { rules = {}, declares = {}, ...more }:
    & { rules?: Partial<Branch>; declares?: object }
    & Partial<
      Omit<LiveBranch, "rules">
    > = {},
): string[] {
  const branch = gates.parse({ main: { ...declared, ...declares } }).branches.main;
  if (branch === undefined) throw new Error("no branch");
  return compareRules("main", branch, {
    ...{ type: "github", rules: { ...live, ...rules }, unreported: is([]), owners: is(".github/CODEOWNERS") },
    ...more,
  }).filter(({ state }) => state !== "ok").map(({ rule, state, fix }) => {
    expect(fix).not.toBe("");
    return `${rule}: ${state}`;
  });
}

test("promise 103: a pull request, its checks, an up-to-date branch and exactly the declared approvals", () => {
  expect(differences()).toEqual([]);
  expect(differences({ rules: { isStrict: false } })).toEqual(["up_to_date: differs"]);
  expect(differences({ rules: { pullRequest: { ...pullRequest, approvals: 1 } } })).toEqual([
    "approvals: differs",
  ]);
  expect(differences({ declares: { approvals: 2 } })).toEqual(["approvals: differs"]);
  // an owner's approval that is needed is one, whatever the count says
  expect(differences({ rules: { pullRequest: { ...pullRequest, needsCodeOwners: true } } }))
    .toEqual(["approvals: differs"]);
  expect(differences({ rules: { requiredChecks: live.requiredChecks.slice(0, 1) } })).toEqual([
    "checks: differs",
  ]);
  expect(differences({ rules: { pullRequest: null, directPush: "allowed" } }))
    .toEqual(["pull_request: differs", "direct_push: differs"]);
});

test("promise 102: a direct push that is allowed, or that some are exempt from, is found", () => {
  expect(differences({ rules: { directPush: "allowed" } })).toEqual(["direct_push: differs"]);
  expect(differences({ rules: { directPush: "bypassable" } })).toEqual(["direct_push: differs"]);
  expect(differences({ rules: { directPush: "unknown" } })).toEqual(["direct_push: unknown"]);
  expect(
    differences({ declares: { pull_request: false }, rules: { pullRequest: null, directPush: "allowed" } }),
  )
    .toEqual([]);
});

test("promise 104: an optional check that the host requires blocks, and is found; one that it does not is fine", () => {
  const requiredChecks = [...live.requiredChecks, { context: "review-bot", appId: null }];
  expect(differences({ rules: { requiredChecks } })).toEqual(["optional: differs"]);
  expect(differences({ rules: { requiredChecks }, declares: { optional: [] } })).toEqual(["checks: differs"]);
});

test("promise 106: a required check that never reported keeps everybody waiting, and is found", () => {
  expect(differences({ unreported: is(["maintainer-review"]) })).toEqual(["reported: differs"]);
  // before the first pull request nothing can have reported
  expect(differences({ unreported: lost })).toEqual([]);
});

test("promise 108: owners are asked where a file names them", () => {
  expect(differences({ owners: is(null) })).toEqual(["code_owners: differs"]);
  expect(differences({ owners: lost })).toEqual(["code_owners: unknown"]);
  expect(differences({ owners: is(null), declares: { code_owners: false } })).toEqual([]);
});

test("what can't be read is never taken for what is declared, nor for a rule that is missing", () => {
  const rules: Partial<Branch> = {
    isReadable: false,
    unreadable: ["classic protection: 403"],
    directPush: "unknown",
  };
  expect(differences({ rules })).toEqual(["readable: unknown", "direct_push: unknown", "approvals: unknown"]);
  expect(differences({ rules: { ...rules, pullRequest: null, requiredChecks: [], isStrict: false } }))
    .toEqual([
      ...["readable: unknown", "pull_request: unknown", "direct_push: unknown", "approvals: unknown"],
      ...["up_to_date: unknown", "checks: unknown"],
    ]);
  // what was read can only become stricter
  expect(differences({ rules: { ...rules, pullRequest: { ...pullRequest, approvals: 1 } } }))
    .toContain("approvals: differs");
});

test("GitLab asks for the pipeline, which stands for every job", () => {
  const requiredChecks = [{ context: "pipeline", appId: null }];
  expect(differences({ type: "gitlab", rules: { requiredChecks } })).toEqual([]);
  expect(differences({ type: "gitlab", rules: { requiredChecks: [] } })).toEqual(["checks: differs"]);
});
