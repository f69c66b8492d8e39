import { expect, test } from "vitest";
import { slipwayCommand } from "../../support/repository.ts";
import { codes, events, type Monorepo, type Running, useShipyard } from "../../support/shipyard.ts";
import { isRunning, pidIn, untilEnded } from "../../support/processes.ts";
import { hasTerminal, openTerminal } from "../../support/terminal.ts";
import { until } from "../../support/until.ts";

const yard = useShipyard();

/** A monorepo whose dashboard deploys until the test lets it, one line per deploy. */
async function openSlow(): Promise<Monorepo> {
  const repo = await yard().open({
    edit: ({ components: { dashboard } }) => {
      if (dashboard) {
        dashboard.deploy = {
          type: "command",
          run:
            'echo $$ > $HOME/deploying; while [ ! -f $HOME/go ]; do sleep 0.05; done; echo "$SLIPWAY_BUILD" >> $HOME/deployed',
          target: "vps",
        };
      }
    },
  });
  await yard().adopt(repo);
  return repo;
}

/** A ship of the dashboard that has come to its deploy. */
async function deploying(repo: Monorepo): Promise<{ ship: Running; pid: number }> {
  const ship = yard().start(repo, repo.root, ["ship", "dashboard", "--json"]);
  const pid = await Promise.race([
    pidIn(`${repo.home}/deploying`),
    ship.ended.then(({ stderr }) => Promise.reject(new Error(stderr))),
  ]);
  return { ship, pid };
}

test("promise 25: of two ships of a component from two clones one runs, and the other is told the holder (6)", async () => {
  const repo = await openSlow();
  const other = await repo.clone();
  const { ship } = await deploying(repo);
  const second = await yard().run(other, "ship", "dashboard", "--json");
  expect([second.code, ...codes(second)]).toEqual([6, "lease_held"]);
  expect(second.stdout).toContain("component:dashboard");
  expect(await other.git("status", "--porcelain")).toBe("");
  // the same target, another component
  const third = await yard().run(other, "ship", "proxy-server", "--json");
  expect([third.code, ...codes(third)]).toEqual([6, "lease_held"]);
  expect(third.stdout).toContain("target:vps");
  // the same clone says so before it asks Postgres
  yard().tap.calls = [];
  const here = await yard().run(repo, "ship", "docs", "--json");
  expect([here.code, ...codes(here)]).toEqual([6, "lease_held"]);
  expect(yard().tap.calls).toEqual([]);
  await repo.write("../home/go", "");
  expect((await ship.ended).code).toBe(0);
  expect((await yard().status()).ships).toEqual([]);
});

test("promise 25: with --wait the other ships as soon as it may, with the next number", async () => {
  const repo = await openSlow();
  const other = await repo.clone();
  await other.write("web/dashboard/src/other.ts", "// theirs\n");
  const { ship } = await deploying(repo);
  const second = yard().start(repo, other.root, ["ship", "dashboard", "--wait", "--json"]);
  await until(
    "it waits",
    () =>
      second.lines.length === 0 && yard().tap.calls.filter(({ name }) => name === "begin_ship").length > 2,
  );
  await repo.write("../home/go", "");
  expect((await ship.ended).code).toBe(0);
  const outcome = await second.ended;
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(events(outcome).at(-1)).toMatchObject({ build: 133 });
  expect(await repo.read("../home/deployed")).toBe("132\n133\n");
  await repo.git("fetch", "--quiet");
  expect(await repo.git("log", "--format=%s", "origin/main", "-2")).toBe(
    "dashboard: build 133\ndashboard: build 132",
  );
});

test("--wait=1 gives up after a second; --no-wait never waits", async () => {
  const repo = await openSlow();
  const other = await repo.clone();
  const { ship } = await deploying(repo);
  expect((await yard().run(other, "ship", "dashboard", "--wait=1")).code).toBe(6);
  expect((await yard().run(other, "ship", "dashboard", "--no-wait")).code).toBe(6);
  await repo.write("../home/go", "");
  await ship.ended;
});

test("a holder whose ship was taken from it kills its deploy and ends with 6", async () => {
  const repo = await openSlow();
  await yard().policy("60 seconds", "100 milliseconds");
  const { ship, pid } = await deploying(repo);
  const [held] = (await yard().status()).ships;
  if (!held) throw new Error("no ship");
  await yard().control.abandonShip({
    ship: held.ship,
    holder: "somebody else",
    reason: "it hangs",
    force: true,
  });
  const outcome = await ship.ended;
  expect([outcome.code, ...codes(outcome)]).toEqual([6, "lease_lost"]);
  expect(await isRunning(pid)).toBe(false);
  await expect(repo.read("../home/deployed")).rejects.toThrow();
  expect(await yard().deployed("dashboard")).toBe(131);
});

test("a holder that hangs past its lease and wakes up stops before it pushes, and resumes afterwards", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  const other = await repo.clone();
  await yard().policy("60 seconds", "100 milliseconds");
  await other.write("web/docs/src/main.ts", "// theirs\n");
  const head = await repo.git("rev-parse", "origin/main");
  const hung = yard().start(repo, repo.root, ["ship", "dashboard", "--json"]);
  yard().tap.before = ({ name, args }) => {
    // it stops when it is about to say that it pushes; the branch is still its own
    if (name === "record_step" && args.step === "push") hung.kill("SIGSTOP");
    return Promise.resolve("pass");
  };
  await until("its lease is over", async () => {
    const [ship] = (await yard().status()).ships;
    if (!ship?.steps.some(({ step }) => step === "push")) return false;
    await yard().expireLeases();
    return !ship.is_alive;
  });
  yard().tap.before = () => Promise.resolve("pass");

  const docs = await yard().run(other, "ship", "docs", "--json");
  expect(docs.code, docs.stderr).toBe(0);
  hung.kill("SIGCONT");
  const outcome = await hung.ended;
  // its journal had the word "push" from before: only the lease tells
  expect([outcome.code, ...codes(outcome)]).toEqual([6, "lease_lost"]);
  await other.git("fetch", "--quiet");
  expect(await other.git("log", "--format=%s", `${head}..origin/main`)).toBe("docs: build 42");

  const resumed = await yard().run(repo, "ship", "--resume", "--json");
  expect(resumed.code, resumed.stderr).toBe(0);
  expect(await repo.git("log", "--format=%s", `${head}..origin/main`)).toBe(
    "dashboard: build 132\ndocs: build 42",
  );
});

test.skipIf(!hasTerminal)("a terminal waits with a live line that names the holder", async () => {
  const repo = await openSlow();
  const other = await repo.clone();
  const { ship } = await deploying(repo);
  const terminal = openTerminal(`${slipwayCommand} ship docs`, {
    cwd: other.root,
    env: { ...repo.env, ...yard().env },
  });
  await terminal.until("target:vps is held by");
  await repo.write("../home/go", "");
  expect((await ship.ended).code).toBe(0);
  expect(await terminal.ended).toBe(0);
});

test("a ship that died is given up at once from its own clone; another clone needs the time of its lease, or --yes", async () => {
  const repo = await openSlow();
  const other = await repo.clone();
  const { ship } = await deploying(repo);
  const abandon = (from: typeof other, ...args: string[]) =>
    yard().run(from, "ship", "--abandon", "--json", ...args);
  // while it lives, its own clone knows better as well
  expect((await abandon(repo)).code).toBe(6);
  ship.kill("SIGKILL");
  await ship.ended;
  expect((await abandon(other)).code).toBe(6);
  expect((await abandon(repo)).code).toBe(0);

  await repo.git("clean", "--quiet", "--force");
  await repo.write("../home/deploying", "");
  const { ship: next } = await deploying(repo);
  next.kill("SIGKILL");
  await next.ended;
  expect((await abandon(other, "--yes")).code).toBe(0);
  expect((await yard().status()).ships).toEqual([]);
});

test("Ctrl-C ends the deploy, gives the leases back, ends with 130, and says how to go on", async () => {
  const repo = await openSlow();
  const { ship, pid } = await deploying(repo);
  ship.kill("SIGINT");
  const outcome = await ship.ended;
  expect([outcome.code, ...codes(outcome)]).toEqual([130, "interrupted"]);
  await untilEnded([pid]);
  expect(events(outcome).find(({ event }) => event === "unfinished")).toMatchObject({
    component: "dashboard",
  });
  const status = await yard().status();
  expect([status.leases, status.ships.map(({ is_alive }) => is_alive)]).toEqual([[], [false]]);
  await repo.write("../home/go", "");
  expect((await yard().run(repo, "ship", "--resume")).code).toBe(0);
});
