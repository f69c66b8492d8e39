import { expect, test } from "vitest";
import { judge } from "../../../scripts/gates/judge.ts";
import { type Promoting, promoting } from "../../support/gates/promoting.ts";

async function checksOf(on: Promoting, sha: string) {
  const facts = await on.collect(sha, { needs: ["checks"] });
  const result = judge(facts, ["checks"], new Map()).results.find(({ gate }) => gate === "checks");
  return [result?.state, ...(result?.findings ?? []).map(({ code }) => code)];
}

const release = "Slipway-Release: 6f1f7c1e-4c53-4d0a-9f8e-111111111111";

/** A commit as a release makes it. */
async function bumped(on: Promoting): Promise<string> {
  const manifest = await on.manifest((draft) =>
    Object.assign(draft.components.api ?? {}, { version: "1.3.0" })
  );
  const sha = await on.repo.commit(`chore: bump api to 1.3.0\n\n${release}`, { "version.json": manifest });
  await on.repo.git("push", "--quiet", "--no-verify", "origin", "main");
  return sha;
}

test("of a commit that a release made the checks below count, and its own where they are bad", async () => {
  const on = await promoting();
  const below = await on.merged("fix: orders", { "apps/api/src/main.ts": "2\n" });
  const own = await bumped(on);
  expect(await checksOf(on, own)).toEqual(["refused", "check_missing"]);
  // its workflow skips itself, which the host takes for good
  on.ran(own, "build", "skipped");
  expect(await checksOf(on, own)).toEqual(["refused", "check_missing"]);
  on.ran(below, "build", "success");
  expect(await checksOf(on, own)).toEqual(["passed"]);
  on.ran(own, "build", "failure");
  expect(await checksOf(on, own)).toEqual(["refused", "check_failed"]);
});

test("a commit that only says that a release made it is judged by its own checks", async () => {
  const on = await promoting();
  const below = await on.merged("fix: orders", { "apps/api/src/main.ts": "2\n" });
  on.ran(below, "build", "success");
  const forged = await on.merged(`chore: bump\n\n${release}`, { "apps/api/src/main.ts": "3\n" });
  expect(await checksOf(on, forged)).toEqual(["refused", "check_missing"]);
});

test("what the host requires of either branch counts beside what is declared", async () => {
  const on = await promoting();
  const sha = await on.merged("fix: orders", { "apps/api/src/main.ts": "2\n" });
  on.ran(sha, "build", "success");
  expect(await checksOf(on, sha)).toEqual(["passed"]);
  const parameters = { required_status_checks: [{ context: "e2e" }] };
  on.state.rulesets.push({
    ...{ id: 1, branches: ["production"], bypassActors: [] },
    rules: [{ type: "required_status_checks", parameters }],
  });
  expect(await checksOf(on, sha)).toEqual(["refused", "check_missing"]);
  on.ran(sha, "e2e", null);
  expect(await checksOf(on, sha)).toEqual(["refused", "check_pending"]);
  on.ran(sha, "e2e", "success");
  expect(await checksOf(on, sha)).toEqual(["passed"]);
});

test("what is said of a pull request is looked for there; what is said of files only where the files are the same", async () => {
  const on = await promoting();
  const manifest = await on.manifest((draft) => {
    draft.ship.gates = { main: { checks: ["build", "gates / maintainer-review"] } };
  });
  await on.repo.git("switch", "--quiet", "--create", "feature");
  const head = await on.repo.commit("fix: orders", {
    "apps/api/src/main.ts": "2\n",
    "version.json": manifest,
  });
  await on.repo.git("push", "--quiet", "--no-verify", "origin", "feature");
  await on.repo.git("switch", "--quiet", "main");
  await on.repo.git(
    "merge",
    "--quiet",
    "--no-ff",
    "-m",
    "Merge pull request #1 from acme/feature",
    "feature",
  );
  const sha = await on.merged("merge", {}, { head: "feature" });
  on.ran(head, "build", "success");
  on.ran(head, "gates / maintainer-review", "success");
  expect(await checksOf(on, sha)).toEqual(["passed"]);
  // another file came in by the merge
  const other = await on.merged("merge, and more", { "apps/web/index.html": "2\n" }, { head: "feature" });
  expect(await checksOf(on, other)).toEqual(["refused", "check_missing"]);
  on.ran(other, "build", "success");
  expect(await checksOf(on, other)).toEqual(["passed"]);
});

test("where neither version.json nor the host names a check, nobody knows what green is", async () => {
  const on = await promoting();
  const manifest = await on.manifest((draft) => void (draft.ship.gates = {}));
  const sha = await on.merged("fix: orders", { "version.json": manifest });
  on.ran(sha, "build", "success");
  expect(await checksOf(on, sha)).toEqual(["unknown", "fact_missing"]);
});
