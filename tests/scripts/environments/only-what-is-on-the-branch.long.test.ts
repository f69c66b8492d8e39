import { expect, test } from "vitest";
import { events, useShipyard } from "../../support/shipyard.ts";
import { openEnvironments, refusalsOf } from "../../support/two-environments.ts";

const yard = useShipyard();

test("promise 137: what is not on the branch is never deployed there, and main never goes to production by itself", async () => {
  const { push, run, repo } = await openEnvironments(yard());
  await repo.git("push", "--quiet", "--no-verify", "origin", "main:refs/heads/production");
  const there = await run("deploy", "dashboard", "--env", "production", "--json");
  expect(there.code, there.stderr).toBe(0);
  const sha = await push("feat: charts", { "web/dashboard/src/main.ts": "export {};\n" });
  const refused = await run("deploy", "dashboard", "--env", "production", "--sha", sha, "--json");
  expect(refused.code).toBe(5);
  expect(events(refused).at(-1)).toMatchObject({ error: { code: "never_from" } });
  const shipped = await run("ship", "dashboard", "--yes", "--json");
  expect(shipped.code).toBe(5);
  expect(JSON.stringify(events(shipped).at(-1))).toContain("environment_is_promoted");
  expect(refusalsOf(await run("promote", "production", "--dry-run", "--json"))).toContain("build_not_raised");
});

test("promise 139: services and the firmware that devices fetch are one promotion, verified together or told to nobody", async () => {
  const place = await openEnvironments(yard(), {
    edit(draft) {
      const { environments } = draft.ship;
      if (typeof environments !== "object" || environments === null) return;
      const deploy = draft.components.dashboard?.deploy;
      draft.components.firmware = {
        ...{
          name: "Firmware",
          label: "fw",
          kind: "library",
          build: 7,
          version: "1.0.0",
          paths: ["firmware"],
        },
        deploy,
      };
      draft.order.push("firmware");
      Object.assign(Reflect.get(environments, "production"), {
        components: ["dashboard", "proxy-server", "firmware"],
      });
    },
  });
  const { repo, run, push, runs } = place;
  await repo.git("push", "--quiet", "--no-verify", "origin", "main:refs/heads/production");
  for (const key of ["dashboard", "firmware"]) await run("bump", key);
  await push("feat: a sensor and its chart", {
    "web/dashboard/src/main.ts": "export {};\n",
    "firmware/main.c": "int main(void) { return 0; }\n",
  });
  const promoted = await run("promote", "production", "--json");
  expect(promoted.code, promoted.stderr).toBe(0);
  expect(await runs("production")).toEqual({ dashboard: 132, firmware: 8, "proxy-server": 22 });
  const [row] = await yard().sql`select count(*)::int as announcements from ship.announcements`;
  expect(row).toEqual({ announcements: 1 });
  const { environments } = await yard().control.environmentStatus();
  const { promotion } = environments.find(({ name }) => name === "production") ?? {};
  expect(promotion?.deployments.map(({ component }) => component).sort()).toEqual([
    "dashboard",
    "firmware",
    "proxy-server",
  ]);
});
