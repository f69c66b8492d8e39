import { expect, test } from "vitest";
import { events, useShipyard } from "../../support/shipyard.ts";
import { openEnvironments, refusalsOf } from "../../support/two-environments.ts";

const yard = useShipyard();

/** A commit on top of nothing, as a branch of the remote. */
async function pushOrphan(
  place: Awaited<ReturnType<typeof openEnvironments>>,
  branch: string,
): Promise<string> {
  const { repo } = place;
  const tree = await repo.git("rev-parse", "HEAD^{tree}");
  const sha = await repo.git("commit-tree", tree, "-m", "production as it was");
  await repo.git("push", "--quiet", "--no-verify", "origin", `${sha}:refs/heads/${branch}`);
  return sha;
}

test("promises 136, 141 and 142: unrelated histories are named; a reset keeps the old one by a tag first, then everything is fast-forwarded", async () => {
  const place = await openEnvironments(yard());
  const { repo, run, push, remote } = place;
  const old = await pushOrphan(place, "production");
  const sha = await push("feat: charts", { "web/dashboard/src/main.ts": "export {};\n" });

  expect(refusalsOf(await run("promote", "production", "--dry-run", "--json"))).toContain(
    "histories_unrelated",
  );
  expect(refusalsOf(await run("promote", "production", "--cutover", "--dry-run", "--json"))).toContain(
    "reason_missing",
  );
  const cutover = ["promote", "production", "--cutover", "--reason", "begin anew", "--json"];
  for (const typed of [[], ["--confirm", "prod"]]) {
    const refused = await run(...cutover, ...typed);
    expect([refused.code, events(refused).at(-1)]).toMatchObject([5, {
      error: { code: "cutover_not_confirmed" },
    }]);
    expect(await remote("production")).toBe(old);
    expect(await repo.git("ls-remote", "--tags", "origin")).toBe("");
  }
  const done = await run(...cutover, "--confirm", "production");
  expect(done.code, done.stderr).toBe(0);
  expect(await remote("production")).toBe(sha);
  const [tagged, name] = (await repo.git("ls-remote", "--tags", "origin")).split("\t");
  expect(tagged).toBe(old);
  expect(name).toMatch(/^refs\/tags\/archive\/production\//);
  const { environments } = await yard().control.environmentStatus();
  expect(environments.find(({ name }) => name === "production")?.promotion).toMatchObject({
    ...{ kind: "cutover", previous_sha: old, archive_tag: name?.slice("refs/tags/".length), state: "done" },
    reason: "begin anew",
  });

  for (const round of [1, 2]) {
    await run("bump", "dashboard");
    const next = await push(`feat: charts ${round}`, {
      "web/dashboard/src/main.ts": `export const round = ${round};\n`,
    });
    const promoted = await run("promote", "production", "--json");
    expect(promoted.code, promoted.stderr).toBe(0);
    expect(await remote("production")).toBe(next);
  }
  // there is nothing to reset any more
  const again = await run(...cutover, "--confirm", "production");
  expect([again.code, JSON.stringify(events(again).at(-1))]).toEqual([
    5,
    expect.stringContaining("cutover_needless"),
  ]);
});

test("promise 143: after a cutover the environment is not live before every host has followed, each step with who and when", async () => {
  const place = await openEnvironments(yard(), {
    edit(draft) {
      const { environments } = draft.ship;
      if (typeof environments === "object" && environments !== null) {
        Object.assign(Reflect.get(environments, "production"), { hosts: ["web-1"] });
      }
    },
  });
  const { run } = place;
  await pushOrphan(place, "production");
  const stopped = await run(
    "promote",
    "production",
    "--cutover",
    "--reason",
    "anew",
    "--confirm",
    "production",
    "--json",
  );
  expect([stopped.code, JSON.stringify(events(stopped).at(-1))]).toEqual([
    9,
    expect.stringContaining("hosts_left"),
  ]);
  expect(await place.runs("production")).toEqual({});
  const { environments } = await yard().control.environmentStatus();
  const promotion = environments.find(({ name }) => name === "production")?.promotion;
  for (const step of ["fetch", "checkout", "reset"]) {
    const took = await run("hosts", "step", "production", "web-1", step, "--promotion", promotion?.id ?? "");
    expect(took.code, took.stderr).toBe(0);
  }
  const resumed = await run("promote", "production", "--resume", "--json");
  expect(resumed.code, resumed.stderr).toBe(0);
  expect(Object.keys(await place.runs("production"))).toEqual(["dashboard", "proxy-server"]);
});

test("promise 144: a commit that only production has stops promotions until the other branch has it, by a merge", async () => {
  const place = await openEnvironments(yard());
  const { repo, run, push } = place;
  const first = await repo.git("rev-parse", "HEAD");
  const tree = await repo.git("rev-parse", "HEAD^{tree}");
  const bots = await repo.git("commit-tree", tree, "-p", first, "-m", "chore: bump by a robot");
  await repo.git("push", "--quiet", "--no-verify", "origin", `${bots}:refs/heads/production`);
  await push("feat: charts", { "web/dashboard/src/main.ts": "export {};\n" });

  const refused = await run("promote", "production", "--json");
  expect(refused.code).toBe(5);
  expect(JSON.stringify(events(refused).at(-1))).toContain("chore: bump by a robot");
  expect(JSON.stringify(events(refused).at(-1))).toContain("not by cherry-pick");
  expect(await place.remote("production")).toBe(bots);

  await repo.git("merge", "--quiet", "--no-edit", bots);
  await repo.git("push", "--quiet", "--no-verify", "origin", "main");
  const promoted = await run("promote", "production", "--json");
  expect(promoted.code, promoted.stderr).toBe(0);
  expect(await place.remote("production")).toBe(await repo.git("rev-parse", "HEAD"));
});

test("a hotfix begins at production, needs a reason, and stops the next promotion until it is merged back", async () => {
  const place = await openEnvironments(yard());
  const { repo, run, push } = place;
  await repo.git("push", "--quiet", "--no-verify", "origin", "main:refs/heads/production");
  const base = await repo.git("rev-parse", "HEAD");
  const unfinished = await push("feat: half done", { "web/dashboard/src/half.ts": "export {};\n" });
  await repo.git("switch", "--quiet", "--create", "fix", base);
  await run("bump", "dashboard");
  await repo.commit("fix: a wrong sum", { "web/dashboard/src/main.ts": "export {};\n" });
  const fix = await repo.git("rev-parse", "HEAD");
  await repo.git("push", "--quiet", "--no-verify", "origin", "fix");

  expect(refusalsOf(await run("promote", "production", fix, "--dry-run", "--json"))).toContain(
    "not_on_source",
  );
  expect(refusalsOf(await run("promote", "production", fix, "--hotfix", "--dry-run", "--json"))).toContain(
    "reason_missing",
  );
  const forked = await run(
    "promote",
    "production",
    unfinished,
    "--hotfix",
    "--reason",
    "x",
    "--dry-run",
    "--json",
  );
  expect(refusalsOf(forked)).toEqual(expect.not.arrayContaining(["not_on_source"]));
  const fixed = await run("promote", "production", fix, "--hotfix", "--reason", "sums are wrong", "--json");
  expect(fixed.code, fixed.stderr).toBe(0);
  expect(await place.remote("production")).toBe(fix);
  expect((await place.runs("production")).dashboard).toBe(132);

  await repo.git("switch", "--quiet", "main");
  expect(JSON.stringify(events(await run("promote", "production", "--json")).at(-1))).toContain(
    "a wrong sum",
  );
});
