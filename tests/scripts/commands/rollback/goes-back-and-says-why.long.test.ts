import { expect, test } from "vitest";
import { codes, events, useShipyard } from "../../../support/shipyard.ts";

const yard = useShipyard();

test("a component goes back by its command, to the commit of that build, and the reason is recorded", async () => {
  const repo = await yard().open({
    edit: ({ components: { dashboard } }) => {
      if (dashboard) {
        dashboard.deploy = {
          type: "command",
          run: "true",
          rollback: 'echo "$SLIPWAY_COMPONENT $SLIPWAY_BUILD $SLIPWAY_SHA" > $HOME/rolled',
        };
      }
    },
  });
  await yard().adopt(repo);
  for (const text of ["one", "two"]) {
    await repo.write("web/dashboard/src/main.ts", `// ${text}\n`);
    expect((await yard().run(repo, "ship", "dashboard")).code).toBe(0);
    // a ship of another component in between is not what was deployed
    expect((await yard().run(repo, "ship", "docs")).code).toBe(0);
  }
  const of132 = await repo.git("log", "--format=%H", "--grep=dashboard: build 132");

  const outcome = await yard().run(
    repo,
    "rollback",
    "dashboard",
    "--to",
    "132",
    "--reason",
    "charts are empty",
    "--json",
  );

  expect(outcome.code, outcome.stderr).toBe(0);
  expect(events(outcome).at(-1)).toMatchObject({
    component: "dashboard",
    previous: 133,
    build: 132,
    sha: of132,
    ms: expect.any(Number),
  });
  // the adapter's own time, in the journal as well
  const [{ detail } = { detail: null }] = await yard()
    .sql`select detail from ship.ship_steps where step = 'rollback' and state = 'done'`;
  expect(detail).toMatchObject({ to: 132, from: 133, adapter: "command", ms: events(outcome).at(-1)?.ms });
  expect(await repo.read("../home/rolled")).toBe(`dashboard 132 ${of132}\n`);
  const status = await yard().status();
  expect(status.components.find(({ key }) => key === "dashboard")).toMatchObject({
    build: 132,
    rolled_back_from: 133,
    last_move: { reason: "rollback" },
  });
  expect([status.ships, status.leases]).toEqual([[], []]);
  const [{ notes } = { notes: null }] = await yard()
    .sql`select notes from ship.build_moves where reason = 'rollback'`;
  expect(notes).toBe("charts are empty");

  // rolled back is no drift, is never raised again by a notifier, and the next ship takes a new number
  expect((await repo.run("audit", "--remote", { env: yard().env })).code).toBe(0);
  const notified = await yard().run(repo, "notify", "--component", "dashboard", "--json");
  expect(events(notified).at(-1)).toMatchObject({ recorded: [] });
  const next = await yard().run(repo, "ship", "dashboard", "--json");
  expect(events(next).at(-1)).toMatchObject({ build: 134, previous: 132 });
});

test("promise 167: people read how long it took, and it is a row; a slow command is a slow rollback, and nothing else counts", async () => {
  const repo = await yard().open({
    edit: ({ components: { dashboard } }) => {
      if (dashboard) dashboard.deploy = { type: "command", run: "true", rollback: "sleep 1.2" };
    },
  });
  await yard().adopt(repo);
  const outcome = await yard().run(repo, "rollback", "dashboard", "--to", "130", "--reason", "why");
  expect(outcome.code, outcome.stderr).toBe(0);
  const [row] = await yard().sql`
    select kind, outcome, verified_by, deploy_ms from ship.deployments where component_key = 'dashboard'`;
  expect(row).toMatchObject({ kind: "rollback", outcome: "verified" });
  expect(Number(row?.deploy_ms)).toBeGreaterThanOrEqual(1200);
  expect(outcome.stderr).toMatch(/rollback dashboard 131 → 130 in (1\.[2-9]|[2-9]\.\d|\d\d+\.\d) s/);
});

test("promise 168: what can't go back is refused before anything happens, with what to do instead", async () => {
  const repo = await yard().open({
    edit: ({ components: { supabase } }) => {
      if (supabase) supabase.deploy = { type: "supabase", migrations: true, functions: [] };
    },
  });
  await yard().adopt(repo);
  const back = (component: string, to = "1") =>
    yard().run(repo, "rollback", component, "--to", to, "--reason", "why", "--json");
  for (
    const [component, code] of [["ios", "rollback_impossible"], ["supabase", "rollback_impossible"], [
      "docs",
      "rollback_not_declared",
    ]] as const
  ) {
    const outcome = await back(component);
    expect([outcome.code, ...codes(outcome)], component).toEqual([5, code]);
  }
  expect(yard().tap.calls.map(({ name }) => name)).not.toContain("begin_ship");
  expect((await yard().run(repo, "rollback", "docs", "--to", "1")).code).toBe(2);
});

test("a build that is not lower is refused; a command that fails ends with 9 and records nothing", async () => {
  const repo = await yard().open({
    edit: ({ components: { dashboard } }) => {
      if (dashboard) dashboard.deploy = { type: "command", run: "true", rollback: "exit 4" };
    },
  });
  await yard().adopt(repo);
  const back = (to: string) =>
    yard().run(repo, "rollback", "dashboard", "--to", to, "--reason", "why", "--json");
  const same = await back("131");
  expect([same.code, ...codes(same)]).toEqual([5, "build_not_lower"]);
  const failed = await back("130");
  expect([failed.code, ...codes(failed)]).toEqual([9, "rollback_failed"]);
  const status = await yard().status();
  expect([await yard().deployed("dashboard"), status.leases]).toEqual([131, []]);
  // nobody knows what the half of it did to production: it stays in sight until it is run again
  expect(status.ships).toMatchObject([{ component: "dashboard", kind: "rollback", is_alive: false }]);
  expect((await yard().run(repo, "status")).stdout).toContain("slipway rollback dashboard again");
  expect((await back("130")).code).toBe(9);
  expect((await yard().status()).ships).toHaveLength(1);
});

test("a rollback without a reason is a usage error, before anything runs", async () => {
  const repo = await yard().open({
    edit: ({ components: { dashboard } }) => {
      if (dashboard) dashboard.deploy = { type: "command", run: "true", rollback: "touch $HOME/back" };
    },
  });
  await yard().adopt(repo);
  const outcome = await yard().run(repo, "rollback", "dashboard", "--to", "130", "--reason", " ", "--json");
  expect(outcome.code).toBe(2);
  await expect(repo.read("../home/back")).rejects.toThrow();
});
