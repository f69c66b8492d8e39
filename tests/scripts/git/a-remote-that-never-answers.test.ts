import process from "node:process";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { openGit } from "../../../scripts/git/git.ts";
import { fetchBranch, lookAtRemote, type RemoteBranch } from "../../../scripts/git/remote.ts";
import { pushCommit } from "../../../scripts/git/push.ts";
import { killPid } from "../../../scripts/runtime.ts";
import { createMonorepo, type Monorepo } from "../../support/monorepo.ts";
import { until } from "../../support/until.ts";

const hasTerminal = process.stdin.isTTY;
let repo: Monorepo;
let started: string;
beforeEach(async () => {
  repo = await createMonorepo({ remote: false });
  started = `${repo.home}/started`;
  await repo.git("remote", "add", of.remote, "ssh://silent.example.test/nine.git");
  await repo.write("../home/ssh", `#!/bin/sh\necho $$ >>'${started}'\nexec sleep 600\n`, 0o755);
  vi.stubEnv("GIT_SSH_COMMAND", `${repo.home}/ssh`);
  vi.stubEnv("GIT_SSH_VARIANT", "simple");
});
afterEach(async () => {
  vi.unstubAllEnvs();
  process.stdin.isTTY = hasTerminal;
  for (const pid of await pids()) killPid(pid, "SIGKILL");
  await repo.stop();
});

const pids = async () =>
  (await Deno.readTextFile(started).catch(() => "")).split("\n").filter((line) => line !== "").map(Number);
const of: RemoteBranch = { remote: "silent", branch: "main" };

describe.each([["with a terminal", true], ["without a terminal", false]])("%s", (_, isTerminal) => {
  beforeEach(() => void (process.stdin.isTTY = isTerminal));

  test("fetch, look and push end at their limit and say which remote it was", async () => {
    const git = openGit(repo.root);
    const tooLate = { code: "remote_timeout", message: expect.stringContaining(of.remote) };
    await expect(fetchBranch(git, of, undefined, 300)).rejects.toMatchObject(tooLate);
    await expect(lookAtRemote(git, of, undefined, 300)).rejects.toMatchObject(tooLate);
    await expect(pushCommit(git, of, "HEAD", undefined, { limitMs: 300 })).rejects.toMatchObject(tooLate);
  });

  test("a signal ends it with its own reason", async () => {
    const stop = new AbortController();
    const fetching = fetchBranch(openGit(repo.root), of, stop.signal).catch((error: unknown) => error);
    const [pid = 0] = await until("ssh runs", async () => (await pids()).length > 0 && await pids());
    const reason = new Error("enough");
    stop.abort(reason);
    expect(await fetching).toBe(reason);
    if (!isTerminal) await until("ssh has ended", () => !killPid(pid, "SIGCONT"));
  });
});

test("a remote that looks like an option is none", async () => {
  const git = openGit(repo.root);
  const option = { remote: `--upload-pack=touch ${started} #`, branch: "main" };
  await expect(lookAtRemote(git, option)).rejects.toMatchObject({ code: "remote_unknown" });
  await expect(fetchBranch(git, option)).rejects.toMatchObject({ code: "remote_unknown" });
  const help = { ...option, remote: "-h" };
  await expect(pushCommit(git, help, "HEAD")).rejects.toMatchObject({ code: "remote_unknown" });
  await expect(Deno.stat(started)).rejects.toThrow(Deno.errors.NotFound);
});
