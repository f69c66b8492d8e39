import { expect, test } from "vitest";
import { codes, type Monorepo, useShipyard } from "../../support/shipyard.ts";

const yard = useShipyard();

async function refusedEverywhere(repo: Monorepo): Promise<string> {
  const before = await repo.git("rev-parse", "HEAD");
  const dry = await yard().run(repo, "ship", "dashboard", "--dry-run", "--json");
  expect([dry.code, ...codes(dry)]).toEqual([5, "branch_gone"]);
  const outcome = await yard().run(repo, "ship", "dashboard", "--json");
  expect([outcome.code, ...codes(outcome)]).toEqual([5, "branch_gone"]);
  expect(await repo.git("rev-parse", "HEAD")).toBe(before);
  expect(await repo.git("status", "--porcelain")).toBe("");
  return outcome.stdout;
}

test("a branch that was renamed on the remote is not pushed anew: the remote's default branch is named", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  await repo.git("--git-dir", repo.remote, "branch", "--move", "main", "trunk");
  await repo.git("--git-dir", repo.remote, "symbolic-ref", "HEAD", "refs/heads/trunk");
  expect(await refusedEverywhere(repo)).toContain("trunk");
  expect(await repo.git("--git-dir", repo.remote, "branch", "--format=%(refname:short)")).toBe("trunk");
});

test("a branch that was removed there, or that was never there beside others, is not made by a ship", async () => {
  const gone = await yard().open();
  await yard().adopt(gone);
  await gone.git("--git-dir", gone.remote, "update-ref", "-d", "refs/heads/main");
  await refusedEverywhere(gone);

  const never = await yard().open();
  await yard().adopt(never);
  await never.git("--git-dir", never.remote, "branch", "--move", "main", "trunk");
  await never.git("update-ref", "-d", "refs/remotes/origin/main");
  await refusedEverywhere(never);
});

test("an empty remote gets its first branch from the first ship", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  await repo.git("init", "--quiet", "--bare", `${repo.remote}-new`);
  await repo.git("remote", "set-url", "origin", `${repo.remote}-new`);
  await repo.git("update-ref", "-d", "refs/remotes/origin/main");
  const outcome = await yard().run(repo, "ship", "dashboard");
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(await repo.git("--git-dir", `${repo.remote}-new`, "log", "-1", "--format=%s", "main")).toBe(
    await repo.git("log", "-1", "--format=%s"),
  );
});
