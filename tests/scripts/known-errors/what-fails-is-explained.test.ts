import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { CommandError } from "../../../scripts/cli/command-error.ts";
import { describeError, errorJson } from "../../../scripts/cli/report-error.ts";
import { deploy } from "../../../scripts/deploy/deploy.ts";
import { runHook } from "../../../scripts/deploy/hooks.ts";
import { runRollback } from "../../../scripts/deploy/rollback.ts";
import { openGit } from "../../../scripts/git/git.ts";
import { pushCommit } from "../../../scripts/git/push.ts";
import { createMonorepo } from "../../support/monorepo.ts";
import { makeBed } from "../deploy/bed.ts";
import { transcripts } from "./transcripts.ts";

afterEach(() => void vi.unstubAllEnvs());

const says = (code: string, then = "exit 1") => {
  const found = transcripts().find((one) => one.code === code);
  return { files: { "said.txt": `${found?.lines.join("\r\n")}\r\n` }, line: `cat said.txt >&2; ${then}` };
};
const failed = async (work: Promise<unknown>): Promise<CommandError> => {
  const error = await work.then(() => undefined, (reason: unknown) => reason);
  if (error instanceof CommandError) return error;
  throw new Error(`expected a CommandError, got ${error}`);
};
const codes = ({ findings }: CommandError) => findings.map(({ code }) => code);

test("promise 169: a deploy, its rollback and a hook that fail say what their output means, and keep their codes", async () => {
  const { files, line } = says("known_gradle_wrapper_missing");
  const bed = await makeBed({
    deploy: { type: "command", run: line, rollback: line },
    ship: { hooks: { before: { push: line } } },
    files,
  });
  const errors = [
    await failed(deploy(bed.context)),
    await failed(runRollback(bed.context)),
    await failed(runHook(bed.context, "before", "push")),
  ];
  expect(errors.map((error) => [error.code, error.exitCode, codes(error)])).toEqual([
    ["deploy_failed", 9, ["known_gradle_wrapper_missing"]],
    ["rollback_failed", 9, ["known_gradle_wrapper_missing"]],
    ["hook_failed", 9, ["known_gradle_wrapper_missing"]],
  ]);
});

test("promise 169: people read it below what happened, machines among the findings", async () => {
  const { files, line } = says("known_ssh_key_refused");
  const bed = await makeBed({ deploy: { type: "command", run: line }, files });
  const error = await failed(deploy(bed.context));
  const text = describeError(error);
  expect(text).toMatch(
    /slipway: deploy_failed\n {2}what [^]*\n {2}- .*\(known_ssh_key_refused\)\n {6}`ssh-add -l`[^]*\n {2}fix /,
  );
  expect(errorJson(error)).toMatchObject({
    error: {
      code: "deploy_failed",
      findings: [{ code: "known_ssh_key_refused", hint: expect.stringContaining("ssh-add") }],
    },
  });
  // a failure whose only finding is itself is said once
  const alone = new CommandError("x", "m", "h", 5, [{ code: "x", message: "m", hint: "h" }]);
  expect(describeError(alone).match(/\bm\b/g)).toHaveLength(1);
});

test("promise 169: nothing of the output gets into the help, and unknown output gets none", async () => {
  const { files, line } = says("known_supabase_password", "echo hunter2hunter2; exit 1");
  const bed = await makeBed({ deploy: { type: "command", run: line }, files });
  const error = await failed(deploy(bed.context));
  expect(codes(error)).toEqual(["known_supabase_password"]);
  expect(JSON.stringify(error.findings)).not.toContain("hunter2");
  const own = await makeBed({ deploy: { type: "command", run: "echo oops; exit 1" } });
  expect((await failed(deploy(own.context))).findings).toEqual([]);
});

test("promise 169: a push that the host refuses says what the host means, and so does a commit without a name", async () => {
  const repo = await createMonorepo();
  try {
    const git = openGit(repo.root);
    const url = (await git.run(["remote", "get-url", "origin"])).stdout.trim();
    const hooks = join(url, "hooks");
    await mkdir(hooks, { recursive: true });
    const refuse =
      "#!/bin/sh\necho 'error: GH006: Protected branch update failed for refs/heads/main.'\nexit 1\n";
    await writeFile(join(hooks, "pre-receive"), refuse, { mode: 0o755 });
    await repo.git("commit", "--quiet", "--allow-empty", "-m", "more");
    const error = await failed(pushCommit(git, { remote: "origin", branch: "main" }, "HEAD"));
    expect([error.code, codes(error)]).toEqual(["push_refused", ["known_git_branch_protected"]]);

    await writeFile(join(repo.root, ".git/index.lock"), "");
    const locked = await failed(git.run(["add", "--all"]));
    expect([locked.code, codes(locked)]).toEqual(["git_failed", ["known_git_lock_left"]]);
  } finally {
    await repo.stop();
  }
});

test("what npm and sh really print here is recognised, also below an npm that is silent", async () => {
  vi.stubEnv("npm_config_loglevel", "silent");
  const bed = await makeBed({
    deploy: { type: "npm", script: "nothing" },
    files: {
      "web/dashboard/package.json": '{ "name": "dashboard", "scripts": { "build": "no-such-builder" } }',
    },
  });
  expect(codes(await failed(deploy(bed.context)))).toEqual(["known_npm_script_missing"]);
  const build = await makeBed({
    deploy: { type: "npm", script: "build" },
    files: {
      "web/dashboard/package.json": '{ "name": "dashboard", "scripts": { "build": "no-such-builder" } }',
    },
  });
  expect(codes(await failed(deploy(build.context)))).toEqual(["known_npm_not_installed"]);
  const locked = await makeBed({
    deploy: { type: "command", run: "cd web && npm ci --offline" },
    files: {
      "web/package.json": '{ "name": "a", "version": "1.0.0", "dependencies": { "left": "file:./left" } }',
      "web/left/package.json": '{ "name": "left", "version": "1.0.0" }',
      "web/package-lock.json":
        '{ "name": "a", "version": "1.0.0", "lockfileVersion": 3, "packages": { "": { "name": "a", "version": "1.0.0" } } }',
    },
  });
  expect(codes(await failed(deploy(locked.context)))).toEqual(["known_npm_lock_out_of_step"]);
});
