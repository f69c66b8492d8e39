import { expect, onTestFinished, test } from "vitest";
import { openHost } from "../../../scripts/host/open-host.ts";
import { vouched } from "../../../scripts/host/resolve-host.ts";
import { httpFetch } from "../../../scripts/runtime.ts";
import { startGitLab } from "../../../scripts/stack/code-host/gitlab/gitlab.ts";
import type { StoredIssue, StoredThread } from "../../../scripts/stack/code-host/state.ts";
import { bareRepository, type Hosted, writer, writerToken } from "../../support/code-host/hosted.ts";
import { open, openHosted, refusalOf } from "./opened.ts";

const readerToken = "ghs_reader00000000000000";
const reader = {
  ...writer,
  isAdmin: false,
  permissions: { contents: "read", pull_requests: "read" },
} as const;

function pull(on: Hosted, threads: StoredThread[], more: Partial<StoredIssue> = {}): StoredIssue {
  const issue: StoredIssue = {
    ...{ number: on.codeHost.number(), title: "next", body: "- [x] Tests", state: "open" },
    ...{ labels: [], milestone: null, author: "ada", comments: [] },
    pull: { head: "next", base: "main", isDraft: false, mergedAt: null, reviews: [], threads },
    ...more,
  };
  on.codeHost.state.issues.push(issue);
  return issue;
}

const thread = (body: string, author: string | null, isResolved = false): StoredThread => ({
  ...{ isResolved, path: "tray.txt" },
  comments: [{ author, body }, { author: "ada", body: "An answer." }],
});

test("threads are read to the last page, by whoever may read pull requests, with what began them", async () => {
  const on = await openHosted({ tokens: { [readerToken]: reader } });
  const many = Array.from({ length: 205 }, (_, at) => thread(`P2: ${at}`, "eve", at % 2 === 0));
  const { number } = pull(on, [thread("P1: it leaks", "review-bot[bot]"), ...many, thread("gone", null)]);
  const threads = await open(on, readerToken).host.reviewThreads(number);
  expect(threads).toHaveLength(207);
  expect(threads[0]).toMatchObject({
    ...{ isResolved: false, body: "P1: it leaks", author: "review-bot", isByBot: true, path: "tray.txt" },
  });
  expect(threads[0]?.url).toContain("discussion");
  expect(threads[1]).toMatchObject({ author: "eve", isByBot: false, isResolved: true });
  expect(threads.at(-1)).toMatchObject({ author: null, isByBot: false });
});

test("a query that GitHub refuses with the status 200 is a refusal", async () => {
  const blind = "ghs_blind000000000000000";
  const on = await openHosted({ tokens: { [blind]: { ...reader, permissions: { contents: "read" } } } });
  const { number } = pull(on, []);
  const refusal = await refusalOf(open(on, blind).host.reviewThreads(number));
  expect(refusal).toMatchObject({ code: "host_scope_missing", exitCode: 4 });
  expect(refusal.hint).toContain("pull_requests=read");
  expect(await refusalOf(on.host.reviewThreads(999))).toMatchObject({ code: "host_refused", exitCode: 5 });
});

test("a query is repeated as a read is, and waits for no write", async () => {
  const on = await openHosted();
  const { number } = pull(on, [thread("P0", "eve")]);
  on.codeHost.fail({ kind: "drop", when: "after" }, { method: "POST", path: /graphql/ });
  expect(await on.host.reviewThreads(number)).toHaveLength(1);
  expect(on.waits).toEqual([1000]);
});

test("a pull request by its number, and those of a commit before and after its merge", async () => {
  const on = await openHosted();
  const { host, repository: { main, next } } = on;
  expect(await host.pullRequest(7)).toBeNull();
  const { number } = pull(on, []);
  expect(await host.pullRequest(number)).toMatchObject({ number, headSha: next, body: "- [x] Tests" });
  expect(await host.pullRequestsOf(next)).toMatchObject([{ number, state: "open" }]);
  expect(await host.pullRequestsOf(main)).toEqual([]);
  expect(await host.pullFiles(number)).toEqual([{ path: "tray.txt", from: null, isNew: true }]);
  const merged = await httpFetch(`${on.codeHost.apiUrl}/repos/acme/shop/pulls/${number}/merge`, {
    method: "PUT",
    headers: { authorization: `Bearer ${writerToken}`, "user-agent": "test" },
    body: "{}",
  });
  const { sha }: { sha: string } = await merged.json();
  expect(await host.pullRequestsOf(sha)).toMatchObject([{ number, state: "merged" }]);
  expect(await host.pullRequestsOf(next)).toMatchObject([{ number, state: "merged" }]);
  expect(await host.pullRequestsOf(main)).toEqual([]);
  expect(await host.latestPullRequests("main")).toMatchObject([{ number }]);
  expect(await host.latestPullRequests("other")).toEqual([]);
});

test("files as a branch has them; folders and what is not there are none", async () => {
  const { host } = await openHosted();
  expect(await host.fileAt("README.md", "main")).toBe("shop\n");
  expect(await host.fileAt(".github/workflows/release.yml", "main")).toContain("workflow_dispatch");
  expect(await host.fileAt("tray.txt", "main")).toBeNull();
  expect(await host.fileAt("tray.txt", "next")).toBe("1\n");
  expect(await host.fileAt(".github", "main")).toBeNull();
  expect(await host.fileAt("README.md", "no-such-branch")).toBeNull();
});

test("milestones that are open", async () => {
  const { host, codeHost } = await openHosted();
  codeHost.state.milestones.push({ number: 1, title: "1.0.0", state: "closed" });
  codeHost.state.milestones.push({ number: 2, title: "1.1.0", state: "open" });
  expect(await host.openMilestones()).toEqual(["1.1.0"]);
});

test("GitLab tells the same of discussions, files, commits and milestones", async () => {
  const repository = await bareRepository();
  const token = "glpat-reader00000000";
  const gitlab = await startGitLab({
    repository: repository.path,
    tokens: { [token]: { level: 20, username: "eve", kind: "token" } },
  });
  onTestFinished(gitlab.stop);
  const { state } = gitlab;
  const host = openHost(vouched({ type: "gitlab", repo: state.path, api: gitlab.apiUrl }), {
    token: () => Promise.resolve({ value: token, source: "the test", kind: "token" }),
  });
  state.requests.push({
    ...{ iid: 3, title: "next", description: "text", state: "merged", milestone: null, author: "ada" },
    ...{ source_branch: "next", target_branch: "main", approved_by: ["bo"], commits: [repository.next] },
    discussions: [
      { notes: [{ author: "ada", body: "only a comment" }] },
      {
        notes: [
          {
            author: "project_7_bot_6aa5",
            body: "P1: a leak",
            resolvable: true,
            resolved: true,
            path: "a.ts",
          },
          { author: "ada", body: "no", resolvable: true, resolved: false, path: "a.ts" },
        ],
      },
      { notes: [{ author: "bo", body: "P0", resolvable: true, resolved: true, path: "b.ts" }] },
    ],
  });
  expect(await host.reviewThreads(3)).toMatchObject([
    { isResolved: false, body: "P1: a leak", isByBot: true, path: "a.ts" },
    { isResolved: true, body: "P0", isByBot: false, path: "b.ts", author: "bo" },
  ]);
  expect(await host.pullRequest(3)).toMatchObject({ number: 3, body: "text", state: "merged" });
  expect(await host.pullRequest(4)).toBeNull();
  expect(await host.pullFiles(3)).toEqual([{ path: "tray.txt", from: null, isNew: true }]);
  expect(await host.pullRequestsOf(repository.next)).toMatchObject([{ number: 3, state: "merged" }]);
  expect(await host.pullRequestsOf(repository.main)).toEqual([]);
  expect(await host.latestPullRequests("main")).toMatchObject([{ number: 3 }]);
  expect(await host.fileAt(".github/workflows/release.yml", "main")).toContain("workflow_dispatch");
  expect(await host.fileAt("tray.txt", "main")).toBeNull();
  state.milestones.push({ id: 1, iid: 1, title: "1.0.0", state: "closed" }, {
    id: 2,
    iid: 2,
    title: "1.1.0",
  });
  expect(await host.openMilestones()).toEqual(["1.1.0"]);
});
