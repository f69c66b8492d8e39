import { expect, onTestFinished, test } from "vitest";
import { openHost } from "../../../scripts/host/open-host.ts";
import { vouched } from "../../../scripts/host/resolve-host.ts";
import { startGitLab } from "../../../scripts/stack/code-host/gitlab/gitlab.ts";
import { bareRepository } from "../../support/code-host/hosted.ts";
import { refusalOf } from "./opened.ts";

const tokens = {
  "glpat-maintainer0000": { level: 40, username: "ada", kind: "token" },
  "glpat-reporter000000": { level: 20, username: "eve", kind: "token" },
  "glcbt-job00000000000": { level: 30, username: "ci", kind: "job" },
} as const;

async function opened(token: keyof typeof tokens | "glpat-unknown0000000" = "glpat-maintainer0000") {
  const repository = await bareRepository();
  const gitlab = await startGitLab({ repository: repository.path, tokens });
  onTestFinished(gitlab.stop);
  const waits: number[] = [];
  const open = (value: string, kind: "token" | "job" = "token") =>
    openHost(vouched({ type: "gitlab", repo: gitlab.state.path, api: gitlab.apiUrl }), {
      token: () => Promise.resolve({ value, source: "the test", kind }),
      sleep: (ms) => Promise.resolve(void waits.push(ms)),
      writeGapMs: 0,
    });
  return { repository, gitlab, waits, open, host: open(token) };
}

const release = { tag: "tray-v1.0.0", name: "Tray", body: "notes", isDraft: false, isPrerelease: false };
const shown = {
  ...{ id: "x", tag: "x", name: "", body: "", isDraft: false, isPrerelease: false, isImmutable: false },
  ...{ url: "", publishedAt: null, uploadUrl: null },
};
const asset = { id: "1", name: "", sizeBytes: 1, digest: null, isComplete: true, url: "", label: null };

test("what GitLab has no like of is refused, and nothing is sent", async () => {
  const { host, gitlab } = await opened();
  const calls: Promise<unknown>[] = [
    host.createRelease({ ...release, isDraft: true }),
    host.createRelease({ ...release, isPrerelease: true }),
    host.createRelease({ ...release, isLatest: true }),
    host.updateRelease(shown, { isPrerelease: true }),
    host.publishRelease(shown),
    host.listAssets(shown),
    host.uploadAsset(shown, { name: "a", path: "/a", contentType: "text/plain" }),
    host.deleteAsset(asset),
    host.dispatch("release.yml", "main", {}),
  ];
  for (const call of calls) {
    const refusal = await refusalOf(call);
    expect(refusal).toMatchObject({ code: "host_unsupported", exitCode: 5 });
    expect(refusal.message).toContain("not supported by this host");
  }
  expect(gitlab.state.calls).toEqual([]);
});

test("a release of a tag that is there, once", async () => {
  const { host } = await opened();
  expect(await host.releaseOf(release.tag)).toBeNull();
  expect(await host.createRelease(release)).toMatchObject({ id: release.tag, body: "notes", isDraft: false });
  const found = await host.releaseOf(release.tag);
  expect(await host.updateRelease(found ?? shown, { body: "more" })).toMatchObject({
    body: "more",
    name: "Tray",
  });
  expect((await refusalOf(host.createRelease(release))).code).toBe("host_refused");
  expect((await refusalOf(host.createRelease({ ...release, tag: "tray-v9.9.9" }))).code).toBe("tag_missing");
});

test("tags", async () => {
  const { host, repository: { main } } = await opened();
  expect(await host.tagRef("tray-v1.0.0")).toMatchObject({ isAnnotated: true, commit: main });
  expect(await host.tagRef("light")).toMatchObject({ isAnnotated: false, sha: main });
  expect(await host.tagRef("none")).toBeNull();
});

test("branches are protected by pattern; nobody pushes where every level is 0", async () => {
  const { host, gitlab } = await opened();
  const { state } = gitlab;
  state.approvalRules = [{ approvals_required: 2, protected_branches: [] }];
  expect(await host.branchRules("main")).toMatchObject({ isReadable: true, directPush: "allowed" });
  state.protectedBranches.push({ name: "ma*", push_access_levels: [{ access_level: 0, user_id: null }] });
  state.needsPipeline = true;
  expect(await host.branchRules("main")).toMatchObject({
    ...{ directPush: "refused", refusesForcePush: true, pullRequest: { approvals: 2 } },
    requiredChecks: [{ context: "pipeline", appId: null }],
  });
  state.protectedBranches.push({ name: "main", push_access_levels: [{ access_level: 40, user_id: null }] });
  state.approvalRules = null;
  const rules = await host.branchRules("main");
  expect(rules).toMatchObject({ directPush: "bypassable", isReadable: false });
  expect((await host.branchRules("next")).directPush).toBe("allowed");
  for (const [method, isStrict] of [["merge", false], ["rebase_merge", true], ["ff", true]] as const) {
    state.mergeMethod = method;
    expect((await host.branchRules("main")).isStrict).toBe(isStrict);
  }
});

test("the newest pipeline and jobs of a commit", async () => {
  const { host, gitlab, repository: { main: sha } } = await opened();
  const { state } = gitlab;
  const required = ["pipeline", "unit", "none"].map((context) => ({ context, appId: null }));
  state.pipelines.push({ id: 1, sha, status: "success" }, { id: 2, sha, status: "skipped" });
  state.statuses.push({ id: 4, sha, name: "unit", status: "success" }, {
    id: 3,
    sha,
    name: "unit",
    status: "failed",
  });
  for (let id = 10; id < 160; id++) state.statuses.push({ id, sha, name: `job ${id}`, status: "manual" });
  const { required: judged, others } = await host.checksOf(sha, required);
  expect(judged.map(({ state }) => state)).toEqual(["failure", "success", "expected"]);
  expect(others).toHaveLength(150);
  expect(others[0]).toMatchObject({ state: "pending", detail: "manual" });
});

test("merge requests, approvals and milestones", async () => {
  const { host, gitlab } = await opened();
  const wanted = { head: "next", base: "main", title: "Release", body: "b", isDraft: true };
  const first = await host.openPullRequest(wanted);
  expect(first).toMatchObject({ title: "Draft: Release", isDraft: true, state: "open", author: "ada" });
  expect((await host.openPullRequest(wanted)).number).toBe(first.number);
  Object.assign(gitlab.state.requests[0] ?? {}, { approved_by: ["bob"], milestone: 7 });
  expect(await host.reviewsOf(first.number)).toEqual([{ user: "bob", opinion: "approved", commit: null }]);
  gitlab.state.milestones.push({ id: 7, iid: 1, title: "1.0" });
  expect((await host.milestone("1.0"))?.open).toMatchObject([{ number: first.number, isPullRequest: true }]);
  expect(await host.milestone("2.0")).toBeNull();
  expect(await host.updatePullRequest(first.number, { state: "closed" })).toMatchObject({ state: "closed" });
  expect(await host.pullRequests({ head: "next", state: "open" })).toEqual([]);
});

test("issues, labels and comments", async () => {
  const { host, gitlab } = await opened();
  const label = { name: "sentry", color: "b60205", description: "" };
  expect([await host.ensureLabel(label), await host.ensureLabel(label)]).toEqual(["made", "there"]);
  const { issue, missingLabels } = await host.openIssue({
    ...{ title: "drift", body: "<!-- m -->", labels: ["sentry"], marker: "<!-- m -->" },
  });
  expect(missingLabels).toEqual([]);
  const query = { label: "sentry", marker: "<!-- m -->", state: "open" } as const;
  expect(await host.findIssues(query)).toEqual([issue]);
  expect((await host.comment(issue.number, "healed")).url).toMatch(/issues\/\d+#note_\d+$/);
  await host.closeIssue(issue.number);
  expect(await host.findIssues(query)).toEqual([]);
  expect(gitlab.state.issues[0]?.notes).toHaveLength(1);
});

test("an issue that a stranger wrote with the marker is not found", async () => {
  const { host, gitlab } = await opened();
  gitlab.state.issues.push({
    ...{ iid: 900, title: "free money", description: "<!-- m -->", state: "opened", labels: ["sentry"] },
    ...{ author: "eve", milestone: null, notes: [] },
  });
  const query = { label: "sentry", marker: "<!-- m -->", state: "open" } as const;
  expect(await host.findIssues(query)).toEqual([]);
  const { issue } = await host.openIssue({
    title: "drift",
    body: "<!-- m -->",
    labels: ["sentry"],
    marker: "<!-- m -->",
  });
  expect(await host.findIssues(query)).toEqual([issue]);
});

test("tokens: a job's goes into its own header, an unknown one and a weak one are told apart", async () => {
  const { open, gitlab, waits } = await opened();
  expect(await open("glcbt-job00000000000", "job").access()).toEqual({
    canPush: true,
    canAdminister: false,
    scopes: null,
  });
  expect((await refusalOf(open("glpat-unknown0000000").access())).code).toBe("host_token_refused");
  const weak = await refusalOf(open("glpat-reporter000000").createRelease(release));
  expect(weak).toMatchObject({ code: "host_scope_missing", exitCode: 4 });
  gitlab.state.limited = 2;
  await open("glpat-reporter000000").access();
  expect(waits).toEqual([2000, 2000]);
});
