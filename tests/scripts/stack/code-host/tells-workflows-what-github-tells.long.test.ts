import { execFile } from "node:child_process";
import process from "node:process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { Bare } from "../../../../scripts/stack/code-host/repository.ts";
import { startedBy } from "../../../../scripts/stack/code-host/workflow-triggers.ts";
import { bareRepository, branchWith, importInto, writer } from "../../../support/code-host/hosted.ts";
import { standIn } from "./ask.ts";

const run = promisify(execFile);

async function guarded() {
  const { codeHost, repository } = await standIn();
  await codeHost.guard([
    { branch: "main", by: "classic" },
    { branch: "stable", by: "ruleset" },
  ]);
  await repository.git("status");
  const push = (refs: string[], by = "person") =>
    run("git", ["-C", repository.work, "push", "-q", "origin", ...refs], {
      env: { PATH: process.env.PATH, CODE_HOST_PUSHER: by },
    });
  return { ...repository, codeHost, push };
}

test("a protected branch refuses a direct push in the host's words, and other refs are taken", async () => {
  const { push, commit, git, main } = await guarded();
  await commit("a", "a");
  await expect(push(["HEAD:refs/heads/main"])).rejects.toThrow(/GH006: Protected branch update failed/);
  await expect(push(["HEAD:refs/heads/stable"])).rejects.toThrow(/GH013: Repository rule violations/);
  await push(["HEAD:refs/heads/topic"]);
  expect(await git("ls-remote", "origin", "refs/heads/main")).toContain(main);
});

test("more than three tags in one push tell nothing of any of them", async () => {
  const { push, git, codeHost } = await guarded();
  const tags = ["a-v1", "b-v1", "c-v1", "d-v1"];
  for (const tag of tags) await git("tag", tag);
  await push(["HEAD:refs/heads/topic", ...tags.slice(0, 3)]);
  await push([...tags.slice(0, 3).map((tag) => `:${tag}`)]);
  await push(["HEAD:refs/heads/other", ...tags]);
  await push(["HEAD:refs/heads/silent"], "workflow");
  const pushes = await codeHost.pushes();
  expect(pushes[0]?.events[0]?.starts).toEqual([]);
  expect(pushes.map(({ events }) => events.map(({ ref }) => ref).sort())).toEqual([
    ["refs/heads/topic", "refs/tags/a-v1", "refs/tags/b-v1", "refs/tags/c-v1"],
    ["refs/tags/a-v1", "refs/tags/b-v1", "refs/tags/c-v1"],
    ["refs/heads/other"],
    [],
  ]);
});

const cases: [workflow: string, ref: string, message: string, starts: boolean][] = [
  ["on: push", "refs/heads/work", "work", true],
  ["on: [push, pull_request]", "refs/tags/v1", "work", true],
  ["on: pull_request", "refs/heads/work", "work", false],
  ["on:\n  push:\n    tags: ['v*']", "refs/heads/v", "work", false],
  ["on:\n  push:\n    tags: ['v*']", "refs/tags/video-v2", "work", true],
  ["on:\n  push:\n    tags: ['v*']", "refs/tags/a/v1", "work", false],
  ["on:\n  push:\n    tags: ['**', '!v*']", "refs/tags/v1", "work", false],
  ["on:\n  push:\n    tags: ['v[0-9]+.[0-9]+']", "refs/tags/v1.20", "work", true],
  ["on:\n  push:\n    tags: ['v1.?']", "refs/tags/v1", "work", true],
  ["on:\n  push:\n    branches: [work]", "refs/heads/work", "work", true],
  ["on:\n  push:\n    branches: [work]", "refs/tags/v1", "work", false],
  ["on:\n  push:\n    branches-ignore: ['bot/**']", "refs/heads/bot/a/b", "work", false],
  ["on: push", "refs/heads/work", "work [skip ci]", false],
];

test("which workflow a push starts", async () => {
  const { path } = await bareRepository();
  const stream = cases.map(([text, , message], at) =>
    branchWith(`case-${at}`, message, ".github/workflows/release.yml", `${text}\n`)
  );
  await importInto(path, stream.join(""));
  const bare = new Bare(path);
  for (const [at, [text, ref, message, starts]] of cases.entries()) {
    const sha = await bare.commit(`case-${at}`) ?? "";
    const started = await startedBy(bare, { ref, sha, isDeletion: false });
    expect([text, ref, message, started.length > 0]).toEqual([text, ref, message, starts]);
  }
});

test("what a workflow's own token does starts nothing but a dispatch", async () => {
  const { ask, codeHost } = await standIn({
    tokens: { ghs_bot00000000000000: { ...writer, kind: "workflow", login: "github-actions[bot]" } },
  });
  const token = "ghs_bot00000000000000";
  await ask("POST", "/pulls", { token, body: { title: "t", head: "next", base: "main" } });
  await ask("POST", "/releases", { token, body: { tag_name: "light" } });
  await ask("POST", "/actions/workflows/release.yml/dispatches", { token, body: { ref: "main" } });
  await ask("POST", "/releases", { body: { tag_name: "tray-v1.0.0" } });
  expect(codeHost.state.events.map(({ name, startsWorkflows }) => [name, startsWorkflows])).toEqual([
    ["pull_request", false],
    ["release", false],
    ["workflow_dispatch", true],
    ["release", true],
  ]);
});
