import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "vitest";
import { type Checkout, codes, events, type Monorepo, type Shipyard } from "../shipyard.ts";
import { until } from "../until.ts";
import { type Resumer, type Strike, strikeDown, strikesOnce } from "./strike.ts";

/** Ships the dashboard, strikes, and resolves when nothing of the ship runs any more. */
export async function shipAndStrike(yard: Shipyard, strike: Strike, from: Resumer): Promise<Monorepo> {
  const repo = await yard.open({
    edit: ({ components: { dashboard } }) => {
      if (dashboard) {
        const run = `echo "$SLIPWAY_BUILD" >> $HOME/deploys; ${strikesOnce(strike)}`;
        dashboard.deploy = { type: "command", run };
      }
    },
  });
  await yard.adopt(repo);
  await repo.write("web/dashboard/src/main.ts", "// mine\n");
  await strikeDown(yard, repo, ["ship", "dashboard", "--json"], strike);
  // its own clone knows that the process is gone; another one has to wait for the lease
  if (from === "another clone") await yard.expireLeases();
  return repo;
}

/** Whoever resumes lands it, exactly once; where only the clone that began can, another one is told so. */
export async function expectLanded(
  yard: Shipyard,
  repo: Monorepo,
  from: Resumer,
): Promise<void> {
  const clone = from === "the same clone" ? repo : await repo.clone();
  const [unfinished] = (await yard.status()).ships;
  // the push of a killed ship goes on, and may move the same ref meanwhile
  await until("the clone sees the remote", async () => (await repo.tryGit("fetch", "--quiet")).code === 0);
  const wasPushed = await countShips(repo, "origin/main") > 0;
  const wait = from === "another clone" ? ["--wait"] : [];
  const outcome = await yard.run(clone, "ship", "--resume", "--json", ...wait);
  if (unfinished === undefined) {
    // it died before it began, or after its end
    expect([outcome.code, ...codes(outcome)]).toEqual([5, "ship_unknown"]);
    if (!wasPushed) expect((await yard.run(repo, "ship", "dashboard")).code).toBe(0);
  } else if (from === "another clone" && !wasPushed) {
    expect([outcome.code, ...codes(outcome)]).toEqual([5, "ship_of_another_clone"]);
    const abandoned = await until("its lease is over", async () => {
      const tried = await yard.run(clone, "ship", "--abandon", "--json");
      return tried.code !== 6 && tried;
    });
    expect(events(abandoned).at(-1)).toMatchObject({ ship: unfinished.ship, outcome: "abandoned" });
    const again = await yard.run(repo, "ship", "dashboard", "--json");
    expect(again.code, again.stderr).toBe(0);
    // a number once used is never used again
    expect(events(again).at(-1)?.build).toBe(unfinished.build === null ? 132 : 133);
  } else {
    expect(outcome.code, outcome.stderr + outcome.stdout).toBe(0);
    expect(events(outcome).at(-1)).toMatchObject({ ship: unfinished.ship, build: 132 });
  }
  await expectInOrder(yard, repo, clone);
}

async function expectInOrder(yard: Shipyard, repo: Monorepo, clone: Checkout): Promise<void> {
  await repo.git("pull", "--quiet", "--ff-only");
  const manifest = JSON.parse(await repo.read("version.json"));
  const build = manifest.components.dashboard.build;
  const { ships, leases, components } = await yard.status();
  expect([ships, leases]).toEqual([[], []]);
  expect(components.find(({ key }) => key === "dashboard")).toMatchObject({ build, last_move: { build } });
  const moves = await yard
    .sql`select build from ship.build_moves where component_key = 'dashboard' and reason = 'ship'`;
  expect([...moves]).toEqual([{ build }]);
  // what was given up may have left its commit behind
  const commits = build === 132 ? [1] : [1, 2];
  expect(commits).toContain(await countShips(repo, "origin/main"));
  expect(await repo.git("rev-list", "--merges", "--count", "origin/main")).toBe("0");
  expect((await readFile(join(repo.home, "deploys"), "utf8")).trim().split("\n").at(-1)).toBe(String(build));
  for (const checkout of [repo, clone]) {
    expect(await checkout.git("status", "--porcelain")).toBe("");
    expect(await checkout.git("worktree", "list")).not.toContain("\n");
  }
  expect((await repo.run("check")).code).toBe(0);
}

async function countShips(repo: Checkout, ref: string): Promise<number> {
  return Number(await repo.git("rev-list", "--count", "--grep=^Slipway-Ship: ", ref));
}
