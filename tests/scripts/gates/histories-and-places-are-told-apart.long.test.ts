import { expect, test } from "vitest";
import { judge } from "../../../scripts/gates/judge.ts";
import { type Promoting, promoting } from "../../support/gates/promoting.ts";

async function judged(on: Promoting, sha: string, gate: "ancestry" | "staging-verified") {
  const facts = await on.collect(sha, { needs: ["staging-verified"] });
  const result = judge(facts, ["staging-verified"], new Map()).results.find((one) => one.gate === gate);
  return [result?.state, ...(result?.findings ?? []).map(({ code }) => code)];
}

test("promise 102: only what is on the branch before is promoted, and never what another branch has", async () => {
  const on = await promoting();
  const { repo } = on;
  expect(await judged(on, await on.merged("fix: a", { "apps/web/index.html": "2\n" }), "ancestry")).toEqual([
    "passed",
  ]);
  await repo.git("switch", "--quiet", "--create", "develop");
  const other = await repo.commit("fix: b", { "apps/web/index.html": "3\n" });
  expect(await judged(on, other, "ancestry")).toEqual(["refused", "not_on_source"]);
  await repo.git("push", "--quiet", "--no-verify", "origin", "develop");
  expect(await judged(on, other, "ancestry")).toEqual(["refused", "never_from"]);
});

test("promise 141: unrelated histories are found before anything is pushed, and so are a way back and strangers' commits", async () => {
  const on = await promoting();
  const { repo } = on;
  const first = await repo.git("rev-parse", "HEAD");
  const sha = await on.merged("fix: a", { "apps/web/index.html": "2\n" });
  await repo.git("push", "--quiet", "--no-verify", "origin", "main:production");
  expect(await judged(on, sha, "ancestry")).toEqual(["passed"]);
  expect(await judged(on, first, "ancestry")).toEqual(["refused", "promotion_backwards"]);

  await repo.git("switch", "--quiet", "--create", "hotfix");
  await repo.commit("fix: by hand", { "apps/web/index.html": "9\n" });
  await repo.git("push", "--quiet", "--no-verify", "origin", "hotfix:production");
  await repo.git("switch", "--quiet", "main");
  const next = await on.merged("fix: c", { "apps/web/index.html": "4\n" });
  expect(await judged(on, next, "ancestry")).toEqual(["refused", "not_fast_forward"]);

  await repo.git("switch", "--quiet", "--orphan", "new");
  await repo.commit("a new beginning", { "README.md": "other\n" });
  await repo.git("push", "--quiet", "--no-verify", "--force", "origin", "new:production");
  await repo.git("switch", "--quiet", "main");
  expect(await judged(on, next, "ancestry")).toEqual(["refused", "histories_unrelated"]);

  await repo.git("push", "--quiet", "--no-verify", "origin", "--delete", "production");
  await repo.git("fetch", "--quiet", "--prune", "origin");
  expect(await judged(on, next, "ancestry")).toEqual(["passed"]);
});

test("a component is verified before at this commit, or at one with the same files of it", async () => {
  const on = await promoting();
  const [root = ""] = (await on.repo.git("rev-list", "HEAD")).split("\n");
  const first = await on.merged("fix: a", { "apps/web/index.html": "2\n" });
  const sha = await on.merged("fix: b", { "apps/api/src/main.ts": "2\n" });
  const set = (api: string | null, web: string | null) => {
    on.deployed.staging = [
      ...api === null ? [] : [["api", api] satisfies [string, string]],
      ...web === null ? [] : [["web", web] satisfies [string, string]],
    ];
  };
  set(sha, null);
  expect(await judged(on, sha, "staging-verified")).toEqual(["refused", "never_verified"]);
  set(sha, root);
  expect(await judged(on, sha, "staging-verified")).toEqual(["refused", "other_verified"]);
  set(sha, first);
  expect(await judged(on, sha, "staging-verified")).toEqual(["passed"]);
  set(sha, "f".repeat(40));
  expect(await judged(on, sha, "staging-verified")).toEqual(["refused", "other_verified"]);
  // there already, so it is not promoted
  on.deployed.production = [["web", first]];
  set(sha, null);
  expect(await judged(on, sha, "staging-verified")).toEqual(["passed"]);
});
