import { expect, test } from "vitest";
import { judge } from "../../../scripts/gates/judge.ts";
import { gateNames } from "../../../scripts/manifest/gate-names.ts";
import { changelog, type Promoting, promoting } from "../../support/gates/promoting.ts";

/** A commit with all that the gates ask for. */
async function ready(on: Promoting): Promise<string> {
  const manifest = await on.manifest((draft) =>
    Object.assign(draft.components.api ?? {}, { version: "1.3.0" })
  );
  const sha = await on.merged("feat: orders", {
    ...{ "apps/api/src/main.ts": "2\n", "CHANGELOG.md": changelog, "docs/upgrade-1.3.0.md": "Nothing.\n" },
    "version.json": manifest,
  });
  on.ran(sha, "build", "success");
  on.state.milestones.push({ number: 1, title: "v1.3.0", state: "open" });
  on.deployed.staging?.push(["api", sha]);
  const [root = ""] = (await on.repo.git("rev-list", "--max-parents=0", "HEAD")).split("\n");
  // what did not change since was not deployed again
  on.deployed.staging?.push(["web", root]);
  on.deployed.production?.push(["web", root]);
  return sha;
}

test("with a token and a control plane that can only be read, every fact is had, and nothing changes anywhere", async () => {
  const on = await promoting();
  const sha = await ready(on);
  await on.collect(sha);
  const refs = () => on.repo.git("for-each-ref");
  const [before, remoteBefore] = [await refs(), await on.repo.git("ls-remote", "origin")];
  const kept = structuredClone(on.state.issues);
  on.state.calls.length = 0;
  const facts = await on.collect(sha);
  const report = judge(facts, gateNames, new Map());
  expect(report.results.map(({ gate, state, findings }) => [gate, state, ...findings])).toEqual(
    ["ancestry", "window", ...gateNames].map((gate) => [gate, "passed"]),
  );
  expect(report.passed).toBe(true);
  expect(on.state.calls.length).toBeGreaterThan(5);
  // branches without classic protection are 404
  expect(
    on.state.calls.filter(({ call, status }) => !call.startsWith("GET ") || ![200, 404].includes(status)),
  )
    .toEqual([]);
  expect([await refs(), await on.repo.git("ls-remote", "origin")]).toEqual([before, remoteBefore]);
  expect(await on.repo.git("status", "--porcelain")).toBe("");
  expect([on.state.issues, on.state.events]).toEqual([kept, []]);
});

test("a fact that can't be had is unknown and refuses; the others are had all the same", async () => {
  const on = await promoting();
  const sha = await ready(on);
  on.codeHost.fail({ kind: "error", status: 502 }, { path: /check-runs/, times: 9 });
  const broken = await on.collect(sha, {
    sources: { migrationPlan: undefined, environmentStatus: undefined, envFindings: undefined },
  });
  const unknown = (facts: typeof broken) =>
    judge(facts, gateNames, new Map()).results.filter(({ state }) => state === "unknown").map(({ gate }) =>
      gate
    );
  expect(unknown(broken)).toEqual(["checks", "staging-verified", "migration-dry-run", "env"]);
  expect(judge(broken, gateNames, new Map()).passed).toBe(false);
  const alone = await on.collect(sha, { sources: { host: null } });
  expect(unknown(alone)).toEqual(["checks", "milestone"]);
});

test("what is not needed is not asked for", async () => {
  const on = await promoting();
  const sha = await ready(on);
  const facts = await on.collect(sha, { needs: ["env"] });
  expect(on.state.calls).toEqual([]);
  expect(Object.entries(facts).filter(([, value]) => value !== undefined).map(([name]) => name).sort())
    .toEqual(["ancestry", "at", "env", "environment", "sha", "window"]);
});

test("a shallow clone can't tell who came from whom", async () => {
  const on = await promoting();
  const sha = await ready(on);
  await on.repo.git("fetch", "--quiet", "--depth=1", "--update-shallow", "origin", "main");
  const { ancestry, verified, policies } = await on.collect(sha);
  expect([ancestry?.known, verified?.known, policies?.known]).toEqual([false, false, false]);
});
