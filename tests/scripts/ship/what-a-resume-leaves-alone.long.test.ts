import { existsSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { serveHttp } from "../../../scripts/runtime.ts";
import { codes, type ManifestDraft, type Monorepo, useShipyard } from "../../support/shipyard.ts";
import { untilEnded } from "../../support/processes.ts";

const yard = useShipyard();

async function open(edit: (draft: ManifestDraft) => void): Promise<Monorepo> {
  const repo = await yard().open({ edit });
  await yard().adopt(repo);
  return repo;
}

async function ship(repo: Monorepo, ...args: string[]) {
  const outcome = await yard().run(repo, "ship", ...args, "--json");
  return { ...outcome, said: [outcome.code, ...(outcome.code === 0 ? [] : codes(outcome))] };
}

/** A deploy that works once `$HOME/mended` is there. */
const fragile = { type: "command", run: "[ -f $HOME/mended ] && pwd >> $HOME/deploys" } as const;

test("promise 9: ride-alongs that a stopped ship never reached are deployed by --resume, though the component is served", async () => {
  const server = await serveHttp(() => Promise.resolve(Response.json({ build: 18 })));
  try {
    const repo = await open(({ components: { dashboard, "cdp-connector": cdp } }) => {
      if (dashboard === undefined || cdp === undefined) throw new Error("no such component");
      dashboard.deploy = fragile;
      cdp.deploy = { type: "command", run: "echo own >> $HOME/own" };
      cdp.ride_along = ["dashboard"];
      cdp.verify = [{ url: server.url, json: "/build", timeout_s: 5 }];
    });
    expect((await ship(repo, "cdp-connector")).said).toEqual([9, "deploy_failed"]);
    await repo.write("../home/mended", "");
    expect((await ship(repo, "--resume")).said).toEqual([0]);
    expect((await repo.read("../home/deploys")).trim().split("\n")).toHaveLength(1);
    expect(await repo.read("../home/own")).toBe("own\n");
  } finally {
    await server.stop();
  }
});

test("a commit that the person took out again after a refused push is not pushed", async () => {
  const repo = await open(() => {});
  await repo.write("../remote.git/hooks/pre-receive", "#!/bin/sh\n[ -f $HOME/mended ]\n", 0o755);
  await repo.write("web/dashboard/src/token.ts", "export const token = 'secret';\n");
  expect((await ship(repo, "dashboard")).said).toEqual([1, "push_refused"]);
  const refused = await repo.git("rev-parse", "HEAD");
  await repo.git("reset", "--quiet", "--soft", "HEAD~1");
  await repo.git("rm", "--quiet", "--force", "web/dashboard/src/token.ts");
  await repo.git("commit", "--quiet", "-m", "without the token");
  await repo.write("../home/mended", "");
  const resumed = await ship(repo, "--resume");
  expect(resumed.said, resumed.stderr).toEqual([0]);
  expect(await repo.git("rev-parse", "origin/main")).toBe(await repo.git("rev-parse", "HEAD"));
  expect(await repo.tryGit("merge-base", "--is-ancestor", refused, "origin/main")).toMatchObject({ code: 1 });
});

test("an after-hook that failed runs again", async () => {
  const repo = await open(({ ship }) => {
    ship.hooks = { before: {}, after: { push: "echo ran >> $HOME/hooks; [ -f $HOME/mended ]" } };
  });
  expect((await ship(repo, "dashboard")).said).toEqual([9, "hook_failed"]);
  await repo.write("../home/mended", "");
  expect((await ship(repo, "--resume")).said).toEqual([0]);
  expect(await repo.read("../home/hooks")).toBe("ran\nran\n");
});

test("a clean clone at the shipped commit is deployed from where it is; a changed one from a work tree of its own", async () => {
  const repo = await open(({ components: { dashboard, docs } }) => {
    if (dashboard) dashboard.deploy = fragile;
    if (docs) docs.deploy = { ...fragile, run: fragile.run.replaceAll("mended", "later") };
  });
  expect((await ship(repo, "dashboard")).code).toBe(9);
  await repo.write("../home/mended", "");
  expect((await ship(repo, "--resume")).said).toEqual([0]);
  expect((await repo.read("../home/deploys")).trim()).toBe(repo.root);

  expect((await ship(repo, "docs")).code).toBe(9);
  await repo.write("../home/later", "");
  await repo.write("web/docs/src/main.ts", "// not yet\n");
  expect((await ship(repo, "--resume")).said).toEqual([0]);
  expect((await repo.read("../home/deploys")).trim().split("\n")[1]).toMatch(/slipway-ship-/);
});

test("a copy of a clone is another clone: it takes nothing from a ship that lives", async () => {
  const repo = await open(({ components: { dashboard } }) => {
    if (dashboard) {
      dashboard.deploy = {
        type: "command",
        run: "touch $HOME/deploying; until [ -f $HOME/go ]; do sleep 0.05; done",
      };
    }
  });
  const running = yard().start(repo, repo.root, ["ship", "dashboard", "--json"]);
  await running.until("it deploys", () => repo.read("../home/deploying").then(() => true, () => false));
  const copy = join(repo.root, "../copy");
  await cp(repo.root, copy, { recursive: true });
  const taking = await yard().start(repo, copy, ["ship", "--abandon", "--json"]).ended;
  await repo.write("../home/go", "");
  expect([taking.code, ...codes(taking)]).toEqual([6, "lease_held"]);
  expect((await running.ended).code).toBe(0);
});

test("what a killed --resume left behind is removed by the next", async () => {
  const repo = await open(({ components: { dashboard } }) => {
    if (dashboard) {
      dashboard.deploy = {
        type: "command",
        run:
          "[ -f $HOME/mended ] || { echo $$ > $HOME/deploying; [ -f $HOME/slow ] && exec sleep 60; exit 1; }",
      };
    }
  });
  expect((await ship(repo, "dashboard")).code).toBe(9);
  await repo.write("../home/slow", "");
  await repo.write("../home/deploying", "");
  await repo.write("web/docs/src/main.ts", "// work\n");
  const killed = yard().start(repo, repo.root, ["ship", "--resume", "--json"]);
  const child = await killed.until(
    "it deploys",
    async () => Number(await repo.read("../home/deploying")) || undefined,
  );
  killed.kill("SIGKILL");
  await killed.ended;
  await untilEnded([child]);
  const [left] = /\S+slipway-ship-\w+/.exec(await repo.git("worktree", "list")) ?? [];
  if (left === undefined) throw new Error("it left no work tree");
  await repo.write("../home/mended", "");
  expect((await ship(repo, "--resume")).said).toEqual([0]);
  expect(await repo.git("worktree", "list")).not.toContain("slipway-ship-");
  expect(existsSync(left)).toBe(false);
});

test("--dry-run plans, or is refused as the ship would be; it never resumes and never gives up", async () => {
  const repo = await open(({ components: { dashboard } }) => {
    if (dashboard) dashboard.deploy = fragile;
  });
  expect((await ship(repo, "dashboard")).code).toBe(9);
  for (const form of [["--resume"], ["--abandon"]]) {
    expect((await yard().run(repo, "ship", ...form, "--dry-run")).code).toBe(2);
  }
  expect((await ship(repo, "dashboard", "--dry-run")).said).toEqual([5, "ship_unfinished"]);
  expect((await yard().status()).ships).toHaveLength(1);
  expect((await ship(repo, "docs", "--wait=soon")).said).toEqual([2, "wait_invalid"]);
});

test("a ship that goes to another environment is not resumed into this one", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  const ship = {
    component: "dashboard",
    environment: "staging",
    holder: "ana@desk",
    cloneId: "c",
    targets: [],
  };
  const lease = await yard().control.beginShip({ ...ship, kind: "ship" });
  await yard().control.releaseLease(lease);
  const outcome = await yard().run(repo, "ship", "--resume", "--json");
  expect([outcome.code, ...codes(outcome)]).toEqual([5, "ship_of_another_environment"]);
});
