import { chmod } from "node:fs/promises";
import { expect, test } from "vitest";
import { guardPushes } from "../../../../scripts/stack/code-host/protected-branch.ts";
import { hostOf } from "../../../support/code-host/for-repository.ts";
import { events, useShipyard } from "../../../support/shipyard.ts";
import { twoTracks } from "../../../support/tracks.ts";

const yard = useShipyard();

/** `main` has what `next` lacks, and the other way round. */
async function diverged() {
  const repo = await yard().open(twoTracks({
    edit: (draft) => draft.ship.release = { back_merge: { from: "main", to: "next" } },
  }));
  const { codeHost, env } = await hostOf(repo);
  await repo.commit("docs: the host");
  await repo.git("switch", "--quiet", "--create", "next");
  await repo.commit("feat: a feature", { "feature.txt": "1\n" });
  await repo.git("switch", "--quiet", "main");
  await repo.commit("fix: a hotfix", { "hotfix.txt": "1\n" });
  await repo.git("push", "--quiet", "origin", "main", "next");
  const run = (...args: string[]) =>
    repo.run("back-merge", ...args, "--json", { env: { ...yard().env, ...env } });
  return { repo, codeHost, run };
}

test("next moves at the very moment of the push: the merge is made anew on top of it", async () => {
  const { repo, run } = await diverged();
  await repo.git("branch", "another", "next");
  await repo.git("switch", "--quiet", "another");
  const another = await repo.commit("feat: another", { "another.txt": "1\n" });
  await repo.git("switch", "--quiet", "main");
  const hook = ".git/hooks/pre-push";
  await repo.write(
    hook,
    `#!/bin/sh\nrm .git/hooks/pre-push && exec git push --quiet --no-verify origin ${another}:refs/heads/next\n`,
  );
  await chmod(`${repo.root}/${hook}`, 0o755);
  const outcome = await run();
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(await repo.git("log", "-1", "--format=%P", "origin/next")).toBe(
    `${another} ${await repo.git("rev-parse", "main")}`,
  );
});

test("a protected next gets a pull request, one, and it is not done until somebody has merged it", async () => {
  const { repo, codeHost, run } = await diverged();
  await guardPushes(repo.remote, [{ branch: "next", by: "classic" }]);
  for (let attempt = 0; attempt < 2; attempt++) {
    const outcome = await run("--pull-request");
    expect([outcome.code, events(outcome).at(-1)?.error]).toMatchObject([1, { code: "back_merge_waits" }]);
  }
  const pulls = codeHost.state.issues.filter(({ pull }) => pull !== null);
  expect(pulls).toMatchObject([{ pull: { head: "slipway/back-merge-main-into-next", base: "next" } }]);
  const [last] = (await yard().control.releaseStatus()).back_merges;
  expect(last).toMatchObject({ outcome: "refused", detail: { url: expect.stringContaining("/pull/") } });
});
