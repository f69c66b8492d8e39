import { expect, test } from "vitest";
import { serveHttp } from "../../../scripts/runtime.ts";
import { codes, events, useShipyard } from "../../support/shipyard.ts";

const yard = useShipyard();

/** A host that serves what its deploy last wrote. */
async function host(answer: () => Promise<unknown>) {
  return await serveHttp(async () => Response.json(await answer()));
}

test("a deploy that fails halfway stops the ship with its last lines: pushed, not recorded, and --resume goes on", async () => {
  const repo = await yard().open({
    edit: ({ components: { dashboard } }) => {
      if (dashboard) {
        dashboard.deploy = {
          type: "command",
          run:
            "echo first half >> $HOME/deploys; echo building; [ -f $HOME/mended ] || { echo disk full >&2; exit 3; }",
        };
      }
    },
  });
  await yard().adopt(repo);

  const failed = await yard().run(repo, "ship", "dashboard", "--json");

  expect([failed.code, ...codes(failed)]).toEqual([9, "deploy_failed"]);
  expect(failed.stdout).toContain("disk full");
  const sha = await repo.git("rev-parse", "origin/main");
  expect(JSON.parse(await repo.git("show", "origin/main:version.json")).components.dashboard.build).toBe(132);
  expect(await yard().deployed("dashboard")).toBe(131);
  const [ship] = (await yard().status()).ships;
  expect(ship).toMatchObject({ build: 132, is_alive: false });
  expect(ship?.steps.at(-1)).toMatchObject({
    step: "deploy",
    state: "failed",
    detail: { code: "deploy_failed" },
  });

  const again = await yard().run(repo, "ship", "dashboard", "--json");
  expect([again.code, ...codes(again)]).toEqual([5, "ship_unfinished"]);
  expect(again.stdout).toContain(ship?.ship);
  expect(again.stdout).toContain(`Run slipway ship --resume, or slipway ship --abandon ${ship?.ship}.`);

  await repo.write("../home/mended", "");
  const resumed = await yard().run(repo, "ship", "--resume", "--json");
  expect(resumed.code, resumed.stderr).toBe(0);
  expect(events(resumed).at(-1)).toMatchObject({ build: 132, previous: 131, sha });
  expect(await repo.git("rev-parse", "origin/main")).toBe(sha);
  expect(await yard().deployed("dashboard")).toBe(132);
  expect(await repo.read("../home/deploys")).toBe("first half\nfirst half\n");
  // the work tree that it resumed in is gone
  expect(await repo.git("worktree", "list")).not.toContain("\n");
});

test("a host that does not serve the build ends with 8: nothing is recorded or announced, the pushed bump stays", async () => {
  const server = await host(() => Promise.resolve({ components: { dashboard: { build: 131 } } }));
  try {
    const repo = await yard().open({
      edit: ({ components: { dashboard } }) => {
        if (dashboard) {
          dashboard.verify = [{ url: server.url, json: "/components/dashboard/build", timeout_s: 0.1 }];
        }
      },
    });
    await yard().adopt(repo);
    const outcome = await yard().run(repo, "ship", "dashboard", "--json");
    expect([outcome.code, ...codes(outcome)]).toEqual([8, "verification_failed"]);
    expect(await yard().deployed("dashboard")).toBe(131);
    expect([...await yard().sql`select from ship.announcements`]).toEqual([]);
    expect(JSON.parse(await repo.git("show", "origin/main:version.json")).build).toBe(132);
  } finally {
    await server.stop();
  }
});

test("promises 9, 65: a ride-along is deployed after the component; one that was forgotten is detected and named", async () => {
  let served = 16;
  const server = await host(() => Promise.resolve({ bmc: served }));
  const at = new URL(server.url).host;
  const edit =
    (rides: string[]) => ({ components }: { components: Record<string, Record<string, unknown>> }) => {
      const { dashboard, "cdp-connector": cdp } = components;
      if (dashboard === undefined || cdp === undefined) return;
      dashboard.host = at;
      dashboard.deploy = {
        type: "command",
        run: 'echo "$SLIPWAY_COMPONENT $SLIPWAY_BUILD" >> $HOME/deploys',
      };
      cdp.ride_along = rides;
      cdp.verify = [{ url: server.url, json: "/bmc", timeout_s: 0.1 }];
    };
  try {
    const forgotten = await yard().open({ edit: edit([]) });
    await yard().adopt(forgotten);
    const unserved = await yard().run(forgotten, "ship", "cdp-connector", "--json");
    expect([unserved.code, ...codes(unserved)]).toEqual([8, "verification_failed"]);
    expect(unserved.stdout).toContain('"component":"dashboard"');
    expect(await yard().deployed("cdp-connector")).toBe(17);

    await yard().reset();
    served = 18;
    const repo = await yard().open({ edit: edit(["dashboard"]) });
    await yard().adopt(repo);
    const outcome = await yard().run(repo, "ship", "cdp-connector", "--json");
    expect(outcome.code, outcome.stderr).toBe(0);
    expect(await repo.read("../home/deploys")).toBe("dashboard 131\n");
    // no bump and no release of its own
    expect(await yard().deployed("dashboard")).toBe(131);
    expect(events(outcome).find(({ step, state }) => step === "lease" && state === "done")?.leases)
      .toEqual(["component:cdp-connector", "target:dashboard"]);
  } finally {
    await server.stop();
  }
});

test("promise 11: what is deployed at this build or higher is not deployed", async () => {
  const repo = await yard().open({
    edit: ({ components: { dashboard } }) => {
      if (dashboard) dashboard.deploy = { type: "command", run: "touch $HOME/deployed" };
    },
  });
  await yard().adopt(repo);
  const manifest = JSON.parse(await repo.read("version.json"));
  manifest.components.dashboard.build = manifest.build = 140;
  // a deploy by other hands, recorded when this ship of 132 comes to its own
  yard().tap.before = async ({ name, args }) => {
    if (name === "record_step" && args.step === "deploy" && args.state === "started") {
      await yard().control.syncManifest({ manifest, onlyComponent: "dashboard" });
    }
    return "pass";
  };
  const outcome = await yard().run(repo, "ship", "dashboard", "--json");
  expect([outcome.code, ...codes(outcome)]).toEqual([5, "build_not_higher"]);
  await expect(repo.read("../home/deployed")).rejects.toThrow();
});

test("promise 5, the 117 incident: a web ship that raises the top build moves nothing of iOS", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  const [before] = await yard().sql`select build from ship.components where key = 'ios'`;
  const outcome = await yard().run(repo, "ship", "dashboard");
  expect(outcome.code, outcome.stderr).toBe(0);
  const manifest = await yard().control.manifest();
  expect([manifest.build, manifest.components.ios?.build]).toEqual([132, before?.build]);
  const told = await yard()
    .sql`select transport, component_key from ship.deliveries where component_key is not null`;
  expect([...told]).toEqual([{ transport: "broadcast", component_key: "dashboard" }]);
});

test("a probe of the served manifest agrees only after the record, and is asked then", async () => {
  const repo = await yard().open({
    edit: ({ components: { dashboard } }) => {
      if (dashboard) {
        dashboard.verify = [{
          url: `${yard().stack.info.api_url}/api/version`,
          json: "/components/dashboard/build",
          timeout_s: 5,
        }];
      }
    },
  });
  await yard().adopt(repo);
  const outcome = await yard().run(repo, "ship", "dashboard");
  expect(outcome.code, outcome.stderr).toBe(0);
});

test("a chat that can't be reached is printed, tried again by the outbox, and no reason to fail", async () => {
  const repo = await yard().open();
  await yard().adopt(repo);
  await yard().chatRules([{ error_code: 500 }]);
  const outcome = await yard().run(repo, "ship", "dashboard", "--json");
  expect(outcome.code, outcome.stderr).toBe(0);
  expect(events(outcome).at(-1)?.troubles).toEqual([{ transport: "telegram", error: expect.any(String) }]);
  expect(outcome.stderr).toContain("delivery_failed");
});
