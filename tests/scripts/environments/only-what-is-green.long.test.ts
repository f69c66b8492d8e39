import { expect, test } from "vitest";
import { hostOf } from "../../support/code-host/for-repository.ts";
import { openHosted, report } from "../../support/hosted-environments.ts";
import { openReleases } from "../../support/release-yard.ts";
import { events, type Outcome, useShipyard } from "../../support/shipyard.ts";
import { deploysOf, refusalsOf } from "../../support/two-environments.ts";

const yard = useShipyard();

/** The exit code, and the codes of what speaks against it. */
function refusedWith(outcome: Outcome): unknown[] {
  const error: { findings?: { code: string }[] } = Object(events(outcome).at(-1)?.error);
  return [outcome.code, ...(error.findings ?? []).map(({ code }) => code)];
}

test("promise 117: a promotion is refused while a required check is not green, also one that never reported", async () => {
  const { repo, promote, report } = await openHosted(yard(), { needs: ["checks"] });
  const sha = await repo.git("rev-parse", "HEAD");
  const refused = await promote("--dry-run");
  expect([refused.code, refusalsOf(refused)]).toEqual([5, ["check_missing"]]);
  await report(sha, "success");
  const green = await promote();
  expect(green.code, green.stderr + green.stdout).toBe(0);
});

test("promise 117: a deploy by hand waits for checks and is refused while one is not green; what a push deploys is refused a red one", async () => {
  const { repo, run, report, remote } = await openHosted(yard(), { needs: ["checks"] });
  const sha = await remote("main") ?? "";
  await repo.git("push", "--quiet", "--no-verify", "origin", "main:refs/heads/production");
  const production = ["deploy", "dashboard", "--env", "production"];
  const staging = ["deploy", "dashboard", "--env", "staging"];

  expect(refusedWith(await run(...production))).toEqual([5, "check_missing"]);
  expect(refusedWith(await run(...production, "--dry-run"))).toEqual([5, "check_missing"]);
  await report(sha, "pending");
  expect(refusedWith(await run(...production))).toEqual([5, "check_pending"]);
  // a push deploys while its checks run
  expect((await run(...staging)).code).toBe(0);
  await report(sha, "failure");
  expect(refusedWith(await run(...production))).toEqual([5, "check_failed"]);
  expect(refusedWith(await run(...staging))).toEqual([5, "check_failed"]);

  await report(sha, "pending");
  const waiting = run(...production, "--wait", "120");
  await new Promise((resolve) => setTimeout(resolve, 1_000));
  await report(sha, "success");
  const done = await waiting;
  expect(done.code, done.stderr + done.stdout).toBe(0);
  expect((await deploysOf({ repo })).map((line) => line.split(" ")[0])).toEqual(["staging", "production"]);
});

test("promise 117: a release makes no tag of a commit whose checks are not green; a host that is silent is not green", async () => {
  const { repo, push, release, tags } = await openReleases(yard(), {
    edit: (draft) => void (draft.ship.gates = { main: { checks: ["build"] } }),
  });
  const { codeHost, env } = await hostOf(repo);
  await push("feat(tray): more", { "apps/tray/src/more.rs": "fn more() {}\n" });
  const sha = await repo.git("rev-parse", "HEAD");
  const before = await tags();
  const withHost = (...args: string[]) =>
    repo.run("release", "--changed", "--channel", "alpha", "--json", ...args, {
      env: { ...yard().env, ...env },
    });
  expect(refusedWith(await withHost())).toEqual([5, "check_missing"]);
  const looked = await withHost("--dry-run");
  expect([looked.code, looked.stderr]).toEqual([0, expect.stringContaining("check_missing")]);
  await report(codeHost.apiUrl, sha, "failure");
  expect(refusedWith(await withHost())).toEqual([5, "check_failed"]);
  expect(await tags()).toEqual(before);
  await codeHost.stop();
  expect(refusedWith(await release("--changed", "--channel", "alpha"))).toEqual([5, "fact_missing"]);
  expect(await tags()).toEqual(before);
});

test("promise 117: of a commit that is green a release makes its tags", async () => {
  const { repo, push, tags } = await openReleases(yard(), {
    edit: (draft) => void (draft.ship.gates = { main: { checks: ["build"] } }),
  });
  const { codeHost, env } = await hostOf(repo);
  await push("feat(tray): more", { "apps/tray/src/more.rs": "fn more() {}\n" });
  await report(codeHost.apiUrl, await repo.git("rev-parse", "HEAD"), "success");
  const before = await tags();
  const green = await repo.run("release", "--changed", "--channel", "alpha", "--json", {
    env: { ...yard().env, ...env },
  });
  expect(green.code, green.stderr + green.stdout).toBe(0);
  expect((await tags()).length).toBeGreaterThan(before.length);
});
