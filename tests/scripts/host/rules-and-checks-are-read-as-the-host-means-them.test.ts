import { expect, test } from "vitest";
import type { StoredRun } from "../../../scripts/stack/code-host/state.ts";
import { writer } from "../../support/code-host/hosted.ts";
import { open, openHosted } from "./opened.ts";

const pullRequestRule = {
  type: "pull_request",
  parameters: { required_approving_review_count: 1, allowed_merge_methods: ["merge", "squash"] },
};
const checksRule = {
  type: "required_status_checks",
  parameters: { required_status_checks: [{ context: "gate", integration_id: 15368 }, { context: "lint" }] },
};
const classic = {
  required_status_checks: {
    strict: true,
    contexts: ["gate"],
    checks: [{ context: "gate", app_id: 15368 }, { context: "docs", app_id: null }],
  },
  enforce_admins: { enabled: true },
  required_pull_request_reviews: { required_approving_review_count: 2, dismiss_stale_reviews: true },
  allow_force_pushes: { enabled: false },
};

test("no rules, and all of them readable", async () => {
  const { host } = await openHosted();
  expect(await host.branchRules("main")).toMatchObject({
    ...{ isReadable: true, unreadable: [], directPush: "allowed", pullRequest: null, requiredChecks: [] },
    refusesForcePush: false,
  });
});

test("rulesets and classic protection add up, and the most restrictive one wins", async () => {
  const { host, codeHost } = await openHosted();
  const rules = [pullRequestRule, checksRule, { type: "non_fast_forward" }, { type: "merge_queue" }];
  codeHost.state.rulesets.push({ id: 7, branches: ["ma*"], rules, bypassActors: [] });
  codeHost.state.protection.set("main", classic);
  expect(await host.branchRules("main")).toEqual({
    ...{ isReadable: true, unreadable: [], directPush: "refused", isStrict: true },
    ...{ refusesForcePush: true, refusesDeletion: true, hasMergeQueue: true },
    ...{ needsLinearHistory: false, needsSignatures: false, mergeMethods: ["merge", "squash"] },
    pullRequest: {
      ...{ approvals: 2, dismissesStaleReviews: true, needsCodeOwners: false, needsLastPushApproval: false },
    },
    requiredChecks: [
      { context: "gate", appId: 15368 },
      { context: "lint", appId: null },
      { context: "docs", appId: null },
    ],
  });
  expect((await host.branchRules("next")).requiredChecks).toEqual([]);
});

test.each([
  ["enforced for nobody who administers", { ...classic, enforce_admins: { enabled: false } }, "bypassable"],
  ["without a pull request", { ...classic, required_pull_request_reviews: undefined }, "allowed"],
  ["with people who are exempt", {
    ...classic,
    required_pull_request_reviews: { bypass_pull_request_allowances: { users: [{}], teams: [], apps: [] } },
  }, "bypassable"],
  [
    "locked",
    { ...classic, required_pull_request_reviews: undefined, lock_branch: { enabled: true } },
    "refused",
  ],
])("classic protection %s", async (_name, protection, directPush) => {
  const { host, codeHost } = await openHosted();
  codeHost.state.protection.set("main", JSON.parse(JSON.stringify(protection)));
  expect((await host.branchRules("main")).directPush).toBe(directPush);
});

test("a pull request rule with people who may bypass it", async () => {
  const { host, codeHost } = await openHosted();
  const bypassActors = [{ actor_type: "RepositoryRole", actor_id: 5, bypass_mode: "always" }];
  codeHost.state.rulesets.push({ id: 7, branches: ["main"], rules: [pullRequestRule], bypassActors });
  expect((await host.branchRules("main")).directPush).toBe("bypassable");
});

test("classic protection that may not be read is never taken for none", async () => {
  const on = await openHosted({
    tokens: {
      ghs_workflow000000000: { ...writer, kind: "workflow", login: "github-actions[bot]", isAdmin: false },
      ghp_classic0000000000: { kind: "classic", login: "ada", scopes: ["repo"] },
    },
  });
  for (const token of ["ghs_workflow000000000", "ghp_classic0000000000"]) {
    const { host } = open(on, token);
    const rules = await host.branchRules("main");
    expect(rules).toMatchObject({ isReadable: false, directPush: "unknown", requiredChecks: [] });
    expect(rules.unreadable[0]).toContain("administration=read");
  }
  on.codeHost.state.rulesets.push({ id: 7, branches: ["main"], rules: [pullRequestRule], bypassActors: [] });
  const rules = await open(on, "ghp_classic0000000000").host.branchRules("main");
  expect(rules.unreadable).toHaveLength(2);
  expect(rules.pullRequest?.approvals).toBe(1);
});

test("required checks are green by their newest run and status, and expected when they never reported", async () => {
  const { host, codeHost, repository: { main } } = await openHosted();
  const { state, number } = codeHost;
  const run = (name: string, conclusion: string | null, more: Partial<StoredRun> = {}) =>
    state.runs.push({
      ...{
        id: number(),
        sha: main,
        name,
        status: conclusion === null ? "in_progress" : "completed",
        conclusion,
      },
      ...{ app: 15368, ...more },
    });
  const status = (context: string, word: string, creator = "ada") =>
    state.statuses.push({ id: number(), sha: main, context, state: word, creator });
  run("gate", "failure");
  run("gate", "success");
  run("unit", "neutral");
  run("docs", "skipped");
  run("lint", "timed_out");
  run("e2e", null);
  run("other app", "success", { app: 1 });
  run("twice", "success");
  status("twice", "pending");
  status("CI", "failure");
  status("ci", "success");
  status("by hand", "success");
  status("by an app", "success", "ci-app[bot]");
  const asked = ["gate", "unit", "docs", "lint", "e2e", "twice", "CI", "never"]
    .map((context) => ({ context, appId: null }));
  const only = ["other app", "by hand", "by an app"].map((context) => ({ context, appId: 15368 }));
  const { isGreen, required } = await host.checksOf(main, [...asked, ...only]);
  expect(isGreen).toBe(false);
  expect(required.map(({ context, state, detail }) => `${context}: ${state} (${detail})`)).toEqual([
    "gate: success (success)",
    "unit: success (neutral)",
    "docs: success (skipped)",
    "lint: failure (timed_out)",
    "e2e: pending (in_progress)",
    "twice: pending (pending)",
    "CI: success (success)",
    "never: expected (never reported)",
    "other app: expected (never reported)",
    "by hand: expected (never reported)",
    "by an app: success (success)",
  ]);
  expect(await host.checksOf(main, [{ context: "gate", appId: 15368 }])).toMatchObject({ isGreen: true });
});

test("a commit with check runs alone is green, though its combined state is pending", async () => {
  const { host, codeHost, repository: { main } } = await openHosted();
  codeHost.state.runs.push({
    ...{ id: 1, sha: main, name: "gate", status: "completed", conclusion: "success", app: 1 },
  });
  expect((await host.checksOf(main, [{ context: "gate", appId: null }])).isGreen).toBe(true);
  expect(codeHost.state.calls.filter(({ call }) => /\/status$/.test(call))).toEqual([]);
});

test("tags: annotated, lightweight, one of a longer name, and none", async () => {
  const { host, repository: { main } } = await openHosted();
  expect(await host.tagRef("tray-v1.0.0")).toMatchObject({ isAnnotated: true, commit: main });
  expect(await host.tagRef("light")).toEqual({ name: "light", sha: main, isAnnotated: false, commit: main });
  expect(await host.tagRef("tray-v1.0")).toBeNull();
});
