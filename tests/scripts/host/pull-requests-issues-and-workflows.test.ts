import { expect, test } from "vitest";
import type { Grant } from "../../../scripts/stack/code-host/grants.ts";
import { writer } from "../../support/code-host/hosted.ts";
import { open, openHosted, refusalOf } from "./opened.ts";

const wanted = { head: "next", base: "main", title: "Release", body: "versions" };

test("a pull request is opened once, updated and closed", async () => {
  const { host, codeHost } = await openHosted();
  const first = await host.openPullRequest(wanted);
  expect(first).toMatchObject({ head: "next", base: "main", state: "open", author: "release-bot[bot]" });
  expect(await host.openPullRequest(wanted)).toEqual(first);
  expect(codeHost.state.issues).toHaveLength(1);
  expect(await host.updatePullRequest(first.number, { title: "Release 2" })).toMatchObject({
    title: "Release 2",
  });
  await host.updatePullRequest(first.number, { state: "closed" });
  expect(await host.pullRequests({ head: "next", base: "main", state: "open" })).toEqual([]);
  expect(await host.pullRequests({ head: "nex", state: "all" })).toEqual([]);
  expect(await host.pullRequests({ head: "next", state: "closed" })).toHaveLength(1);
});

test("a pull request whose answer was lost is found", async () => {
  const { host, codeHost } = await openHosted();
  codeHost.fail({ kind: "drop", when: "after" }, { method: "POST", path: /pulls$/ });
  await host.openPullRequest({ ...wanted, isDraft: true });
  expect(codeHost.state.issues).toHaveLength(1);
});

test("a pull request of branches that are not there is refused in the host's words", async () => {
  const { host } = await openHosted();
  const refusal = await refusalOf(host.openPullRequest({ ...wanted, head: "gone" }));
  expect(refusal).toMatchObject({ code: "host_refused", exitCode: 5 });
  expect(refusal.message).toContain("PullRequest head invalid");
});

test("the last opinion of each person counts; comments take none back", async () => {
  const { host, codeHost, repository: { next } } = await openHosted();
  const { number } = await host.openPullRequest(wanted);
  const said = (user: string | null, state: string) =>
    codeHost.state.issues[0]?.pull?.reviews.push({ user, state, commit: next });
  said("ada", "APPROVED");
  said("bob", "APPROVED");
  said("cyd", "CHANGES_REQUESTED");
  said("bob", "CHANGES_REQUESTED");
  said("ada", "COMMENTED");
  said("cyd", "DISMISSED");
  said("dan", "PENDING");
  said(null, "APPROVED");
  expect(await host.reviewsOf(number)).toEqual([
    { user: "ada", opinion: "approved", commit: next },
    { user: "bob", opinion: "changes_requested", commit: next },
    { user: "cyd", opinion: "dismissed", commit: next },
    { user: "ghost", opinion: "approved", commit: next },
  ]);
});

test("a milestone lists what is open in it, pull requests too", async () => {
  const { host, codeHost } = await openHosted();
  codeHost.state.milestones.push({ number: 3, title: "1.0", state: "open" }, {
    number: 4,
    title: "1.0.1",
    state: "closed",
  });
  const pull = await host.openPullRequest(wanted);
  const { issue } = await host.openIssue({
    title: "bug",
    body: "<!-- m -->",
    labels: [],
    marker: "<!-- m -->",
  });
  for (const one of codeHost.state.issues) one.milestone = 3;
  const { open, closedCount } = await host.milestone("1.0") ?? {};
  expect(open?.map(({ number, isPullRequest }) => [number, isPullRequest])).toEqual([
    [issue.number, false],
    [pull.number, true],
  ]);
  expect(closedCount).toBe(0);
  expect(await host.milestone("1.0.1")).toMatchObject({ open: [] });
  expect(await host.milestone("1")).toBeNull();
});

const issue = {
  title: "drift",
  body: "it drifts <!-- slipway:drift -->",
  labels: ["sentry"],
  marker: "slipway:drift",
};

test("an issue is found by label and marker, closed, and commented on", async () => {
  const { host, codeHost } = await openHosted();
  const query = { label: "sentry", marker: issue.marker, state: "open" } as const;
  const { issue: opened, missingLabels } = await host.openIssue(issue);
  await host.openIssue({ ...issue, body: "another <!-- slipway:other -->", marker: "slipway:other" });
  expect(missingLabels).toEqual([]);
  expect(await host.findIssues(query)).toEqual([opened]);
  await host.comment(opened.number, "healed");
  codeHost.fail({ kind: "drop", when: "after" }, { method: "POST", path: /comments$/ });
  await host.comment(opened.number, "healed");
  expect(codeHost.state.issues[0]?.comments).toHaveLength(2);
  await host.closeIssue(opened.number);
  expect(await host.findIssues(query)).toEqual([]);
  expect(await host.findIssues({ ...query, state: "all" })).toHaveLength(1);
});

test("an issue that a stranger wrote with the marker is nobody's, and stops none of ours", async () => {
  const { host, codeHost } = await openHosted();
  codeHost.state.issues.push({
    ...{ number: 900, title: "free money", body: issue.body, state: "open", labels: ["sentry"] },
    ...{ milestone: null, author: "eve", comments: [], pull: null },
  });
  const query = { marker: issue.marker, state: "open" } as const;
  expect(await host.findIssues(query)).toEqual([]);
  codeHost.fail({ kind: "drop", when: "after" }, { method: "POST", path: /issues$/ });
  const { issue: opened } = await host.openIssue(issue);
  expect(opened.number).not.toBe(900);
  expect(await host.findIssues(query)).toEqual([opened]);
});

test("labels that the host drops without a word are told", async () => {
  const reader: Grant = { ...writer, permissions: { issues: "write" }, canPush: false };
  const on = await openHosted({ tokens: { ghs_reader0000000000: reader } });
  const { host } = open(on, "ghs_reader0000000000");
  on.codeHost.fail({ kind: "drop", when: "after" }, { method: "POST", path: /issues$/ });
  expect((await host.openIssue(issue)).missingLabels).toEqual(["sentry"]);
  expect(on.codeHost.state.issues).toHaveLength(1);
});

test("issues that are switched off", async () => {
  const { host, codeHost } = await openHosted();
  codeHost.state.hasIssues = false;
  const refusal = await refusalOf(host.openIssue(issue));
  expect(refusal.code).toBe("host_refused");
  expect(refusal.hint).toContain("switched off");
});

test("a label that is there is fine, in whichever case", async () => {
  const { host } = await openHosted();
  const label = { name: "Sentry / drift", color: "b60205", description: "" };
  expect(await host.ensureLabel(label)).toBe("made");
  expect(await host.ensureLabel({ ...label, name: "sentry / Drift" })).toBe("there");
  expect((await refusalOf(host.ensureLabel({ ...label, name: "x".repeat(51) }))).code).toBe("host_refused");
});

test("a workflow is started with its inputs; one that takes none by hand is refused", async () => {
  const { host, codeHost } = await openHosted();
  const { url } = await host.dispatch("release.yml", "tray-v1.0.0", { tag: "tray-v1.0.0" });
  expect(url).toMatch(/\/actions\/runs\/\d+$/);
  expect(codeHost.state.dispatches).toEqual([
    { workflow: "release.yml", ref: "tray-v1.0.0", inputs: { tag: "tray-v1.0.0" }, by: "release-bot[bot]" },
  ]);
  expect((await refusalOf(host.dispatch("none.yml", "main", {}))).code).toBe("host_refused");
  expect((await refusalOf(host.dispatch("release.yml", "gone", {}))).message).toContain("No ref found");
});
