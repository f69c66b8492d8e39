import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import type { Grant } from "../../../../scripts/stack/code-host/grants.ts";
import type { StoredIssue } from "../../../../scripts/stack/code-host/state.ts";
import { hostOf } from "../../../support/code-host/for-repository.ts";
import { createMonorepo } from "../../../support/monorepo.ts";

const declared = {
  ...{ maintainers: ["ada"], checklist: ["Tests"] },
  policies: [{ files: ["CONTRIBUTING.md", "version.json"], owners: ["ada"] }],
  main: { approvals: 0, up_to_date: true, checks: ["build", "maintainer-review"], code_owners: true },
};
const protection = {
  required_status_checks: {
    ...{ strict: true, contexts: ["build", "maintainer-review"] },
  },
  required_pull_request_reviews: { required_approving_review_count: 0 },
  enforce_admins: { enabled: true },
};

/** A repository with rules, at a host that has them too. */
async function repository() {
  const repo = await createMonorepo({
    components: ["api"],
    edit: (draft) => {
      draft.ship.gates = declared;
      draft.ship.docs = { decisions: "docs/adr" };
    },
    files: { ".github/CODEOWNERS": "* @ada\n" },
  });
  onTestFinished(repo.stop);
  const on = await hostOf(repo, { ghs_workflow000000000: workflowToken });
  await repo.commit("chore: the host");
  await repo.git("push", "--quiet", "--no-verify", "origin", "main");
  await repo.git("switch", "--quiet", "--create", "feature");
  const head = await repo.commit("feat: a menu", { "menu.txt": "1\n" });
  await repo.git("push", "--quiet", "--no-verify", "origin", "feature");
  const { state, number } = on.codeHost;
  state.protection.set("main", structuredClone(protection));
  const issue: StoredIssue = {
    ...{ number: number(), title: "A menu", body: "- [ ] Tests", state: "open", labels: [], milestone: null },
    ...{ author: "eve", comments: [] },
    pull: { head: "feature", base: "main", isDraft: false, mergedAt: null, reviews: [], threads: [] },
  };
  state.issues.push(issue);
  const gates = async (...args: string[]) => {
    const { code, stdout, stderr } = await repo.run("gates", ...args, { env: on.env });
    return { code, stdout, stderr };
  };
  return { repo, on, state, number, issue, head, gates };
}

const workflowToken: Grant = {
  kind: "workflow",
  login: "github-actions[bot]",
  permissions: { contents: "read", checks: "read", statuses: "read", pull_requests: "read" },
};

test("promise 106: declared rules are compared with live ones; --check refuses a difference and what can't be read", async () => {
  const { on, state, number, head, gates, repo } = await repository();
  for (const name of ["build", "maintainer-review"]) {
    state.runs.push({ id: number(), sha: head, name, status: "completed", conclusion: "success", app: 1 });
  }
  const good = await gates("--check");
  expect(good, good.stderr).toMatchObject({ code: 0 });
  expect(good.stdout).toContain("✔ approvals");
  state.runs.pop();
  const waiting = await gates("--check", "--json");
  expect(waiting.code).toBe(5);
  const { branches, outcome } = JSON.parse(waiting.stdout);
  expect(outcome).toBe("differs");
  expect(branches[0].lines.filter((line: { state: string }) => line.state !== "ok")).toMatchObject([
    { rule: "reported", live: "never: maintainer-review" },
  ]);
  state.protection.set("main", {
    ...protection,
    required_pull_request_reviews: { required_approving_review_count: 1 },
    enforce_admins: { enabled: false },
  });
  const other = await gates();
  expect(other.code).toBe(0);
  expect(other.stdout).toMatch(/✘ direct_push .*bypassable\n +→/);
  expect(other.stdout).toMatch(/✘ approvals .*declared: 0; at the host: 1/);
  const blind = await repo.run("gates", "--check", {
    env: { ...on.env, SLIPWAY_HOST_TOKEN: "ghs_workflow000000000" },
  });
  expect(blind.code).toBe(5);
  expect(blind.stdout).toMatch(/\? readable .*administration=read/);
});

test("promise 105: maintainer-review goes by the branch that the pull request goes to, in CI by the job's own host", async () => {
  const { repo, on, issue, gates } = await repository();
  const refused = await gates("maintainer-review", "--pull", String(issue.number));
  expect(refused).toMatchObject({ code: 5 });
  expect(refused.stdout).toBe(
    `refused  maintainer-review of #${issue.number}: no maintainer has approved it; ada can\n`,
  );
  // the branch of the pull request makes its author a maintainer, and names another host
  const draft = JSON.parse(await repo.read("version.json"));
  draft.ship.gates.maintainers = ["eve"];
  draft.ship.release.host = { type: "github", repo: "acme/shop", api: "https://evil.example.test" };
  await repo.commit("chore: me", { "version.json": `${JSON.stringify(draft, null, 2)}\n` });
  await repo.git("push", "--quiet", "--no-verify", "origin", "feature");
  const event = join(repo.home, "event.json");
  await repo.write("../home/event.json", JSON.stringify({ pull_request: { number: issue.number } }));
  const job = {
    ...{ GITHUB_ACTIONS: "true", GITHUB_REPOSITORY: "acme/shop", GITHUB_API_URL: on.codeHost.apiUrl },
    ...on.env,
  };
  const inJob = (env: Record<string, string>) =>
    repo.run("gates", "maintainer-review", "--json", { env: { ...job, ...env } });
  const still = await inJob({ GITHUB_EVENT_PATH: event });
  expect([still.code, JSON.parse(still.stdout).passed]).toEqual([5, false]);
  issue.pull?.reviews.push({ user: "ada", state: "APPROVED", commit: "b".repeat(40) });
  const approved = await inJob({ GITHUB_REF: `refs/pull/${issue.number}/merge` });
  expect(approved, approved.stderr).toMatchObject({ code: 0 });
  expect(JSON.parse(approved.stdout)).toMatchObject({ pull: issue.number, passed: true });
  const queue = `refs/heads/gh-readonly-queue/main/pr-${issue.number}-${"c".repeat(40)}`;
  expect((await inJob({ GITHUB_REF: queue })).code).toBe(0);
  expect((await inJob({ GITHUB_REF: "refs/heads/main" })).code).toBe(2);
});

test("promise 151: checklist reads the text and the threads as they are now", async () => {
  const { issue, gates } = await repository();
  const number = String(issue.number);
  issue.pull?.threads?.push({
    isResolved: false,
    path: "a",
    comments: [{ author: "bot[bot]", body: "P1: no" }],
  });
  const refused = await gates("checklist", "--pull", number, "--json");
  expect(refused.code).toBe(5);
  expect(JSON.parse(refused.stdout).findings.map(({ code }: { code: string }) => code)).toEqual([
    "item_unanswered",
    "thread_unresolved",
  ]);
  issue.body = "- [x] Tests";
  for (const thread of issue.pull?.threads ?? []) thread.isResolved = true;
  const passed = await gates("checklist", "--pull", number);
  expect(passed, passed.stderr).toMatchObject({ code: 0 });
  expect(passed.stdout).toContain(`passed  checklist of #${number}`);
  expect((await gates("checklist", "--pull", "99")).code).toBe(5);
});

test("promise 147: approval asks for the owner and for a decision record as soon as a pull request changes a policy", async () => {
  const { repo, issue, gates } = await repository();
  const asked = async () => {
    const { code, stdout } = await gates("approval", "--pull", String(issue.number), "--json");
    const { findings }: { findings: { code: string }[] } = JSON.parse(stdout);
    return [code, ...findings.map((finding) => finding.code)];
  };
  const push = async (files: Record<string, string>) => {
    await repo.commit("docs: rules", files);
    await repo.git("push", "--quiet", "--no-verify", "origin", "feature");
  };
  expect(await asked()).toEqual([0]);
  // a raised build is no rule
  const text = await repo.read("version.json");
  const [, build = ""] = /"build": (\d+)/.exec(text) ?? [];
  await push({ "version.json": text.replaceAll(`"build": ${build}`, `"build": ${Number(build) + 1}`) });
  expect(await asked()).toEqual([0]);
  await push({ "CONTRIBUTING.md": "Mine.\n" });
  expect(await asked()).toEqual([5, "policy_unapproved", "policy_undecided"]);
  await push({ "docs/adr/0002-mine.md": "Why.\n" });
  issue.pull?.reviews.push({ user: "bo", state: "APPROVED", commit: "b".repeat(40) });
  expect(await asked()).toEqual([5, "policy_unapproved"]);
  issue.pull?.reviews.push({ user: "ada", state: "APPROVED", commit: "b".repeat(40) });
  expect(await asked()).toEqual([0]);
});

test("promise 106: the doctor names the branch whose rules are otherwise", async () => {
  const { repo, on, state, number, head } = await repository();
  for (const name of ["build", "maintainer-review"]) {
    state.runs.push({ id: number(), sha: head, name, status: "completed", conclusion: "success", app: 1 });
  }
  const diagnosis = async (env: Record<string, string> = {}) => {
    const { stdout } = await repo.run("doctor", "--json", { env: { ...on.env, ...env } });
    const { diagnoses }: { diagnoses: { name: string; state: string; message: string }[] } = JSON.parse(
      stdout,
    );
    return diagnoses.find(({ name }) => name === "gates:main");
  };
  expect(await diagnosis()).toMatchObject({ state: "ok" });
  expect(await diagnosis({ SLIPWAY_HOST_TOKEN: "ghs_workflow000000000" })).toMatchObject({
    state: "unknown",
  });
  state.protection.delete("main");
  expect(await diagnosis()).toMatchObject({ state: "fail" });
});

test("without rules there is nothing to compare, and that is said", async () => {
  const { repo, gates } = await repository();
  const draft = JSON.parse(await repo.read("version.json"));
  draft.ship.gates = {};
  await repo.write("version.json", JSON.stringify(draft));
  expect(await gates("--check", "--json")).toMatchObject({ code: 2 });
});
