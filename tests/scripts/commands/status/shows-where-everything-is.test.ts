import { expect, test } from "vitest";
import { serveHttp } from "../../../../scripts/runtime.ts";
import { events, useShipyard } from "../../../support/shipyard.ts";

const yard = useShipyard();

test("committed, deployed and served of every component, and what disagrees, in words", async () => {
  const server = await serveHttp(() => Response.json({ dashboard: 130, cdp: 17 }));
  try {
    const repo = await yard().open({
      edit: ({ components: { dashboard, "cdp-connector": cdp } }) => {
        if (dashboard) dashboard.verify = [{ url: server.url, json: "/dashboard" }];
        if (cdp) cdp.verify = [{ url: server.url, json: "/cdp" }];
      },
    });
    await yard().adopt(repo);
    await repo.run("bump", "docs");
    await repo.run("ios", "bump");

    const outcome = await yard().run(repo, "status", "--json");

    expect(outcome.code, outcome.stderr).toBe(0);
    const [report] = events(outcome);
    expect(report?.rows).toHaveLength(9);
    expect(report?.rows).toEqual(expect.arrayContaining([
      {
        component: "docs",
        label: "docs",
        host: "docs.example.test",
        committed: 42,
        deployed: 41,
        served: null,
      },
      expect.objectContaining({ component: "dashboard", committed: 131, deployed: 131, served: "130" }),
      expect.objectContaining({ component: "cdp-connector", committed: 17, deployed: 17, served: "17" }),
    ]));
    const drift = String(report?.drift);
    expect(drift).toContain("docs is committed at 42, deployed at 41");
    expect(drift).toContain("dashboard is recorded at 131, and 130 is served");
    expect(drift).toContain("in flight 114 → 115");
    // the rows in the order of every other table
    const shown = await yard().run(repo, "status");
    expect([...shown.stdout.matchAll(/^(\w+) +\d+ +\d+/gmu)].map(([, label]) => label)).toEqual([
      "web",
      "api",
      "ios",
      "cdp",
      "bro",
      "dash",
      "docs",
      "proxy",
      "status",
    ]);
  } finally {
    await server.stop();
  }
});
